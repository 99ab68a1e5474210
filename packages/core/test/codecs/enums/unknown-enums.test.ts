import * as fc from "fast-check";
import { isLeft, isRight } from "fp-ts/lib/Either.js";
import * as t from "io-ts";
import { describe, expect, it } from "vitest";
import { DescribeProjectsResponse } from "../../../src/codecs/responses/describe-projects-response.js";
import { ProjectDescription } from "../../../src/codecs/project-description.js";
import { unknownEnums } from "../../../src/codecs/enums/unknown-enums.js";
import { decodeErrorFrom } from "../../../src/codecs/decode-error-from.js";
import { secondCopy } from "../../support/second-copy.js";
import { page } from "../support/wire.js";

const arn = "arn:aws:rekognition:us-east-1:111122223333:project/p/1700000000123";
const datasetArn = "arn:aws:rekognition:us-east-1:111122223333:project/p/dataset/train/1700000000456";

function decoded<A, O>(codec: t.Type<A, O>, value: unknown): A {
  const result = codec.decode(value);
  if (isRight(result)) {
    return result.right;
  }
  throw new Error(`no ${codec.name}`);
}

describe("unknownEnums", () => {
  const project = {
    ProjectArn: arn,
    Status: "ARCHIVED",
    Feature: "CUSTOM_LABELS",
    Datasets: [
      { DatasetArn: datasetArn, Status: "CREATE_COMPLETE" },
      { DatasetArn: datasetArn, Status: "PAUSED", DatasetType: "VALIDATION" },
    ],
  };

  it("lists each with its path, in the order of the value", () => {
    const value = decoded(DescribeProjectsResponse, { ProjectDescriptions: [{ ProjectArn: arn }, project] });
    expect(unknownEnums(DescribeProjectsResponse, value)).toEqual([
      {
        path: "ProjectDescriptions[1].Status",
        value: "ARCHIVED",
        message: "expected one of CREATING, CREATED, DELETING",
      },
      {
        path: "ProjectDescriptions[1].Datasets[1].DatasetType",
        value: "VALIDATION",
        message: "expected one of TRAIN, TEST",
      },
      {
        path: "ProjectDescriptions[1].Datasets[1].Status",
        value: "PAUSED",
        message:
          "expected one of CREATE_IN_PROGRESS, CREATE_COMPLETE, CREATE_FAILED, " +
          "UPDATE_IN_PROGRESS, UPDATE_COMPLETE, UPDATE_FAILED, DELETE_IN_PROGRESS",
      },
    ]);
  });

  it("knows a codec of another copy of the package, and a report its words", async () => {
    const copy = await secondCopy();
    expect(copy.ProjectDescription).not.toBe(ProjectDescription);
    const value = decoded(copy.ProjectDescription, project);
    expect(unknownEnums(copy.ProjectDescription, value).map(({ value: stray }) => stray)).toEqual([
      "ARCHIVED",
      "VALIDATION",
      "PAUSED",
    ]);
    const refused = copy.Timestamp.decode("soon");
    expect(isLeft(refused) && decodeErrorFrom(refused.left).message).toContain("expected a timestamp (a valid Date");
  });

  it("starts the paths at the place that it is given for the value", () => {
    const value = decoded(ProjectDescription, project);
    expect(unknownEnums(ProjectDescription, value, ["ProjectDescriptions", 3])[0]?.path).toBe(
      "ProjectDescriptions[3].Status",
    );
  });

  it("knows nothing of other codecs", () => {
    expect(unknownEnums(t.string, "ARCHIVED")).toEqual([]);
  });

  it("is empty exactly where every enum is known", () => {
    const known = new Set(
      "CREATING CREATED DELETING TRAIN TEST CREATE_COMPLETE CREATE_FAILED SUCCESS CLIENT_ERROR CUSTOM_LABELS CONTENT_MODERATION ENABLED DISABLED".split(
        " ",
      ),
    );
    const enumMembers = new Set(["Status", "DatasetType", "StatusMessageCode", "Feature", "AutoUpdate"]);
    fc.assert(
      fc.property(page, (wire) => {
        const value = decoded(DescribeProjectsResponse, wire);
        let strays = 0;
        JSON.stringify(value, (key, member: unknown) => {
          if (enumMembers.has(key) && !known.has(String(member))) {
            strays += 1;
          }
          return member;
        });
        expect(unknownEnums(DescribeProjectsResponse, value)).toHaveLength(strays);
      }),
    );
  });
});
