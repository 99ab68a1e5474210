import { DescribeProjectsCommand, RekognitionClient } from "@aws-sdk/client-rekognition";
import * as fc from "fast-check";
import { isRight, right } from "fp-ts/lib/Either.js";
import * as t from "io-ts";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { decodeErrorFrom } from "../../../src/codecs/decode-error-from.js";
import { DescribeProjectsResponse } from "../../../src/codecs/responses/describe-projects-response.js";
import { ProjectDescription } from "../../../src/codecs/project-description.js";
import { type Json, page } from "../support/wire.js";

const arn = "arn:aws:rekognition:us-east-1:111122223333:project/p/1700000000123";
const datasetArn = "arn:aws:rekognition:us-east-1:111122223333:project/p/dataset/train/1700000000456";

/** What the SDK makes of an answer, by its own client and deserializer. */
async function throughTheSdk(body: Json): Promise<unknown> {
  const client = new RekognitionClient({
    region: "us-east-1",
    credentials: { accessKeyId: "id", secretAccessKey: "secret" },
    requestHandler: {
      handle: async () => ({
        response: {
          statusCode: 200,
          headers: { "content-type": "application/x-amz-json-1.1" },
          body: Readable.from([JSON.stringify(body)]),
        },
      }),
    },
  });
  return client.send(new DescribeProjectsCommand({}));
}

function pathsOf(decoded: t.Validation<unknown>): readonly string[] {
  return isRight(decoded) ? [] : decodeErrorFrom(decoded.left).errors.map(({ path }) => path);
}

describe("DescribeProjectsResponse", () => {
  it("decodes every page the SDK can deserialize, to the same as the page's JSON", async () => {
    await fc.assert(
      fc.asyncProperty(page, async (wire) => {
        const json: unknown = JSON.parse(JSON.stringify(wire));
        const fromJson = DescribeProjectsResponse.decode(json);
        expect(fromJson._tag).toBe("Right");
        expect(DescribeProjectsResponse.decode(await throughTheSdk(wire))).toStrictEqual(fromJson);
      }),
      { numRuns: 100 },
    );
  });

  it("decodes what `aws rekognition describe-projects --output json` prints", () => {
    expect(
      DescribeProjectsResponse.decode({
        ProjectDescriptions: [
          {
            ProjectArn: arn,
            CreationTimestamp: "2023-11-14T22:13:20.123000+00:00",
            Status: "CREATED",
            Datasets: [
              {
                CreationTimestamp: "2023-11-15T00:13:20.456000+02:00",
                DatasetType: "TRAIN",
                DatasetArn: datasetArn,
                Status: "CREATE_COMPLETE",
                StatusMessage: "The dataset was created.",
                StatusMessageCode: "SUCCESS",
              },
            ],
          },
        ],
      }),
    ).toStrictEqual(
      right({
        ProjectDescriptions: [
          {
            ProjectArn: arn,
            CreationTimestamp: new Date(1_700_000_000_123),
            Status: "CREATED",
            Datasets: [
              {
                CreationTimestamp: new Date(1_700_000_000_456),
                DatasetType: "TRAIN",
                DatasetArn: datasetArn,
                Status: "CREATE_COMPLETE",
                StatusMessage: "The dataset was created.",
                StatusMessageCode: "SUCCESS",
              },
            ],
          },
        ],
      }),
    );
  });

  it.each([
    [{}],
    [{ ProjectDescriptions: null, NextToken: null }],
    [{ ProjectDescriptions: undefined }],
    [{ $metadata: {} }],
  ])("decodes %j to an empty list and nothing else", (value) => {
    expect(DescribeProjectsResponse.decode(value)).toStrictEqual(right({ ProjectDescriptions: [] }));
  });

  it("leaves out what is missing, null or unknown", () => {
    expect(
      ProjectDescription.decode({ ProjectArn: arn, Status: null, AutoUpdate: undefined, Name: "p", Datasets: null }),
    ).toStrictEqual(right({ ProjectArn: arn, Datasets: [] }));
  });

  it.each([
    [[]],
    [new Error("denied")],
    [Promise.resolve({})],
    [new Map()],
    [new Date()],
    ["page"],
    [undefined],
    [null],
  ])("refuses %o, which would pass for an empty page", (value) => {
    expect(pathsOf(DescribeProjectsResponse.decode(value))).toEqual([""]);
  });

  it("names the place of every invalid member", () => {
    const value = {
      ProjectDescriptions: [
        { ProjectArn: arn },
        { ProjectArn: "p", CreationTimestamp: "soon", Datasets: [{ DatasetArn: datasetArn, Status: 5 }, null] },
        { ProjectArn: arn, Datasets: {} },
        null,
        {},
      ],
      NextToken: 7,
    };
    expect(pathsOf(DescribeProjectsResponse.decode(value))).toEqual([
      "ProjectDescriptions[1].ProjectArn",
      "ProjectDescriptions[1].CreationTimestamp",
      "ProjectDescriptions[1].Datasets[0].Status",
      "ProjectDescriptions[1].Datasets[1]",
      "ProjectDescriptions[2].Datasets",
      "ProjectDescriptions[3]",
      "ProjectDescriptions[4].ProjectArn",
      "NextToken",
    ]);
  });

  it("names the member that throws when it is read", () => {
    const project = Object.defineProperty({ ProjectArn: arn }, "Status", {
      get() {
        throw new Error("gone");
      },
    });
    const decoded = DescribeProjectsResponse.decode({ ProjectDescriptions: [project] });
    expect(pathsOf(decoded)).toEqual(["ProjectDescriptions[0].Status"]);
  });

  it("ends the report of a list that is all wrong", () => {
    const endless: unknown[] = [];
    endless.length = 4_294_967_295;
    const decoded = DescribeProjectsResponse.decode({ ProjectDescriptions: endless });
    expect(pathsOf(decoded)).toHaveLength(1_000);
  });
});

describe("inside other io-ts codecs", () => {
  const project = { ProjectArn: arn, CreationTimestamp: 1_700_000_000.123 };
  const decoded = { ProjectArn: arn, CreationTimestamp: new Date(1_700_000_000_123), Datasets: [] };
  const bad = { ProjectArn: arn, Datasets: [{ DatasetArn: "d" }] };

  it("is an item of an array", () => {
    const codec = t.array(ProjectDescription);
    expect(codec.decode([project])).toStrictEqual(right([decoded]));
    expect(pathsOf(codec.decode([project, bad]))).toEqual(["[1].Datasets[0].DatasetArn"]);
  });

  it("is a member of a type", () => {
    const codec = t.type({ "the project": ProjectDescription });
    expect(codec.decode({ "the project": project })).toStrictEqual(right({ "the project": decoded }));
    expect(pathsOf(codec.decode({ "the project": bad }))).toEqual(['["the project"].Datasets[0].DatasetArn']);
  });

  it("is a part of an intersection, which has no place in the path", () => {
    const codec = t.intersection([ProjectDescription, t.type({ owner: t.string })]);
    expect(codec.decode({ ...project, owner: "me" })).toStrictEqual(right({ ...decoded, owner: "me" }));
    expect(pathsOf(codec.decode({ ...bad, owner: 5 }))).toEqual(["Datasets[0].DatasetArn", "owner"]);
    expect(codec.is({ ...decoded, owner: "me" })).toBe(true);
  });

  it("is a part of a union, which finds the encoder by `is`", () => {
    const codec = t.union([t.string, ProjectDescription]);
    expect(codec.decode(project)).toStrictEqual(right(decoded));
    expect(codec.encode(decoded as unknown as ProjectDescription)).toEqual({
      ProjectArn: arn,
      CreationTimestamp: "2023-11-14T22:13:20.123Z",
      Datasets: [],
    });
    expect(pathsOf(codec.decode(bad))).toEqual(["", "Datasets[0].DatasetArn"]);
  });

  it("is the end of a pipe and a value of a record", () => {
    const json = new t.Type<unknown, string>(
      "Json",
      t.unknown.is,
      (value, context) => (typeof value === "string" ? t.success(JSON.parse(value)) : t.failure(value, context)),
      JSON.stringify,
    );
    expect(json.pipe(ProjectDescription).decode(JSON.stringify(project))).toStrictEqual(right(decoded));
    expect(pathsOf(t.record(t.string, ProjectDescription).decode({ a: bad, 7: bad }))).toEqual([
      '["7"].Datasets[0].DatasetArn',
      "a.Datasets[0].DatasetArn",
    ]);
  });
});
