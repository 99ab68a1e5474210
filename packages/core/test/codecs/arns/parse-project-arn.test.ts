import * as fc from "fast-check";
import { isLeft, isRight, right } from "fp-ts/lib/Either.js";
import { describe, expect, it } from "vitest";
import { DatasetArn } from "../../../src/codecs/arns/dataset-arn.js";
import { parseDatasetArn } from "../../../src/codecs/arns/parse-dataset-arn.js";
import { parseProjectArn } from "../../../src/codecs/arns/parse-project-arn.js";
import { ProjectArn } from "../../../src/codecs/arns/project-arn.js";
import { isDecodeError } from "../../../src/errors/decode-error.js";
import { grow, nearly } from "../support/hostile.js";
import { datasetArn, projectArn } from "../support/wire.js";

const arn = "arn:aws:rekognition:us-east-1:011122223333:project/my.project-1_b/1700000000123";
const createdAt = new Date(1_700_000_000_123);

// AWS's own patterns (botocore, rekognition 2016-06-27); the kind of a dataset is open here.
const awsProjectArn = /^arn:[a-z\d-]+:rekognition:[a-z\d-]+:\d{12}:project\/[a-zA-Z0-9_.-]{1,255}\/[0-9]+$/;
const awsDatasetArn =
  /^arn:[a-z\d-]+:rekognition:[a-z\d-]+:\d{12}:project\/[a-zA-Z0-9_.-]{1,255}\/dataset\/[a-z\d_-]+\/[0-9]+$/;

describe("parseProjectArn", () => {
  it.each(["aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-eusc"])(
    "takes an ARN of the partition %s apart",
    (partition) => {
      expect(parseProjectArn(arn.replace("aws", partition))).toStrictEqual(
        right({ partition, region: "us-east-1", account: "011122223333", projectName: "my.project-1_b", createdAt }),
      );
    },
  );

  it.each([["project"], ["dataset"], ["train"], ["1"], ["-"], ["..."], ["version"], ["x".repeat(255)]])(
    "takes %s for a name",
    (projectName) => {
      expect(parseProjectArn(arn.replace("my.project-1_b", projectName))).toMatchObject({ right: { projectName } });
    },
  );

  it("takes a name of any length from 1 to 255, and none with a stray character in it", () => {
    for (let length = 0; length <= 256; length += 1) {
      const named = (name: string) => isRight(parseProjectArn(arn.replace("my.project-1_b", name)));
      const name = "x".repeat(length);
      expect([named(name), named(`${name}é`), named(`é${name}`)]).toEqual([length >= 1 && length <= 255, false, false]);
    }
  });

  it("leaves the time out where its digits are more than a Date can hold", () => {
    const parsed = parseProjectArn(`${arn}00000000`);
    expect(parsed).toMatchObject({ _tag: "Right", right: { projectName: "my.project-1_b" } });
    expect(isRight(parsed) && "createdAt" in parsed.right).toBe(false);
  });

  it.each([
    [""],
    ["arn"],
    ["arn:aws:s3:::bucket"],
    [arn.slice(0, -14)],
    [arn.slice(1)],
    [` ${arn}`],
    [`${arn}\n`],
    [`${arn}/`],
    [arn.replace("011122223333", "11122223333")],
    [arn.replace("011122223333", "0111222233334")],
    [arn.replace("us-east-1", "")],
    [arn.replace("aws", "")],
    [arn.replace("aws", "AWS")],
    [arn.replace("project/", "dataset/")],
    [arn.replace("my.project-1_b", "")],
    [arn.replace("my.project-1_b", "my project")],
    [arn.replace("my.project-1_b", "naïve")],
    [arn.replace("my.project-1_b", "a/b")],
    [arn.replace("my.project-1_b", "x".repeat(256))],
    [arn.replace("us-east-1", "x".repeat(2_048))],
    [arn.replace("/17", "/dataset/train/17")],
    [arn.replace("/17", "/version/v1/17")],
    [undefined],
    [null],
    [5],
    [[arn]],
    [{ toString: () => arn }],
  ])("answers %j with a DecodeError", (garbage) => {
    const parsed = parseProjectArn(garbage);
    expect(isLeft(parsed) && isDecodeError(parsed.left)).toBe(true);
    expect(isLeft(ProjectArn.decode(garbage))).toBe(true);
  });

  it("says what it was given and what it expected", () => {
    expect(parseProjectArn("arn:aws:s3:::bucket")).toMatchObject({
      left: {
        value: "arn:aws:s3:::bucket",
        message:
          "cannot decode the value: expected the ARN of a project " +
          '(arn:PARTITION:rekognition:REGION:ACCOUNT:project/NAME/MILLIS), got "arn:aws:s3:::bucket"',
      },
    });
  });
});

describe("parseDatasetArn", () => {
  it("takes an ARN apart", () => {
    expect(parseDatasetArn(arn.replace("/17", "/dataset/test/17"))).toStrictEqual(
      right({
        partition: "aws",
        region: "us-east-1",
        account: "011122223333",
        projectName: "my.project-1_b",
        datasetKind: "test",
        createdAt,
      }),
    );
  });

  it.each([
    [arn],
    [arn.replace("/17", "/dataset/17")],
    [arn.replace("/17", "/dataset//17")],
    [arn.replace("/17", "/dataset/TRAIN/17")],
    [arn.replace("/17", "/datasets/train/17")],
    [arn.replace("my.project-1_b/17", `${"x".repeat(256)}/dataset/train/17`)],
    [undefined],
  ])("answers %j with a DecodeError", (garbage) => {
    const parsed = parseDatasetArn(garbage);
    expect(isLeft(parsed) && isDecodeError(parsed.left)).toBe(true);
    expect(isLeft(DatasetArn.decode(garbage))).toBe(true);
  });
});

describe("ProjectArn and DatasetArn", () => {
  /** Well spelled, and with one character changed, left out or put in, anywhere. */
  const edited = fc
    .tuple(fc.oneof(projectArn, datasetArn), fc.nat(), fc.string({ maxLength: 2 }), fc.nat({ max: 2 }))
    .map(([text, at, insert, remove]) => {
      const index = at % (text.length + 1);
      return text.slice(0, index) + insert + text.slice(index + remove);
    });

  it("decode what AWS's own patterns match, and nothing else", () => {
    fc.assert(
      fc.property(fc.oneof(projectArn, datasetArn, edited), (text) => {
        expect(isRight(ProjectArn.decode(text))).toBe(awsProjectArn.test(text));
        expect(isRight(DatasetArn.decode(text))).toBe(awsDatasetArn.test(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it("decode exactly what can be taken apart, and nothing throws", () => {
    fc.assert(
      fc.property(fc.oneof(edited, nearly), (plan) => {
        const value = grow(plan);
        expect(parseProjectArn(value)._tag).toBe(ProjectArn.decode(value)._tag);
        expect(parseDatasetArn(value)._tag).toBe(DatasetArn.decode(value)._tag);
      }),
    );
  });
});
