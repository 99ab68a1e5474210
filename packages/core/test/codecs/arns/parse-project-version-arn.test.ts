import * as fc from "fast-check";
import { isLeft, isRight, right } from "fp-ts/lib/Either.js";
import { describe, expect, expectTypeOf, it } from "vitest";
import { parseProjectArn } from "../../../src/codecs/arns/parse-project-arn.js";
import { parseProjectVersionArn } from "../../../src/codecs/arns/parse-project-version-arn.js";
import type { ProjectArn } from "../../../src/codecs/arns/project-arn.js";
import { ProjectVersionArn } from "../../../src/codecs/arns/project-version-arn.js";
import { isDecodeError } from "../../../src/errors/decode-error.js";
import { grow, nearly } from "../support/hostile.js";
import { datasetArn, projectArn, versionArn } from "../support/wire.js";

const arn = "arn:aws:rekognition:us-east-1:011122223333:project/my.project/version/my.project.2024-01-31/1700000000123";

// AWS's own pattern (botocore, rekognition 2016-06-27).
const awsPattern =
  /^arn:[a-z\d-]+:rekognition:[a-z\d-]+:\d{12}:project\/[a-zA-Z0-9_.-]{1,255}\/version\/[a-zA-Z0-9_.-]{1,255}\/[0-9]+$/;

describe("parseProjectVersionArn", () => {
  it("takes an ARN apart", () => {
    expect(parseProjectVersionArn(arn)).toStrictEqual(
      right({
        partition: "aws",
        region: "us-east-1",
        account: "011122223333",
        projectName: "my.project",
        versionName: "my.project.2024-01-31",
        createdAt: new Date(1_700_000_000_123),
      }),
    );
  });

  it.each([["version"], ["1"], ["x".repeat(255)]])("takes %s for the name of either", (name) => {
    const named = arn.replace("my.project/", `${name}/`).replace("my.project.2024-01-31", name);
    expect(parseProjectVersionArn(named)).toMatchObject({ right: { projectName: name, versionName: name } });
  });

  it("leaves the time out where its digits are more than a Date can hold", () => {
    const parsed = parseProjectVersionArn(`${arn}00000000`);
    expect(isRight(parsed) && "createdAt" in parsed.right).toBe(false);
  });

  it.each([
    [arn.replace("/version/my.project.2024-01-31", "")],
    [arn.replace("/version/my.project.2024-01-31", "/dataset/train")],
    [arn.replace("version/", "")],
    [arn.replace("version/", "versions/")],
    [arn.replace("2024-01-31", "2024/01/31")],
    [arn.replace("my.project.2024-01-31", "")],
    [arn.replace("my.project.2024-01-31", "x".repeat(256))],
    [arn.replace("my.project/", `${"x".repeat(256)}/`)],
    [arn.replace("us-east-1", "x".repeat(2_048))],
    [`${arn}\n`],
    [undefined],
    [[arn]],
  ])("answers %j with a DecodeError", (garbage) => {
    const parsed = parseProjectVersionArn(garbage);
    expect(isLeft(parsed) && isDecodeError(parsed.left)).toBe(true);
    expect(isLeft(ProjectVersionArn.decode(garbage))).toBe(true);
  });

  it("says what it was given and what it expected", () => {
    expect(parseProjectVersionArn("arn:aws:s3:::bucket")).toMatchObject({
      left: {
        message:
          "cannot decode the value: expected the ARN of a project version " +
          '(arn:PARTITION:rekognition:REGION:ACCOUNT:project/NAME/version/VERSION/MILLIS), got "arn:aws:s3:::bucket"',
      },
    });
  });
});

describe("ProjectVersionArn", () => {
  const edited = fc
    .tuple(versionArn, fc.nat(), fc.string({ maxLength: 2 }), fc.nat({ max: 2 }))
    .map(([text, at, insert, remove]) => {
      const index = at % (text.length + 1);
      return text.slice(0, index) + insert + text.slice(index + remove);
    });

  it("decodes what AWS's own pattern matches, and nothing else", () => {
    fc.assert(
      fc.property(fc.oneof(versionArn, edited, projectArn, datasetArn), (text) => {
        expect(isRight(ProjectVersionArn.decode(text))).toBe(awsPattern.test(text));
      }),
      { numRuns: 1_000 },
    );
  });

  it("decodes exactly what can be taken apart, is no project's, and nothing throws", () => {
    fc.assert(
      fc.property(fc.oneof(versionArn, edited, nearly), (plan) => {
        const value = grow(plan);
        expect(parseProjectVersionArn(value)._tag).toBe(ProjectVersionArn.decode(value)._tag);
        expect(isRight(parseProjectVersionArn(value)) && isRight(parseProjectArn(value))).toBe(false);
      }),
    );
  });

  it("is a string of its own kind", () => {
    expectTypeOf<ProjectVersionArn>().toExtend<string>();
    expectTypeOf<ProjectVersionArn>().not.toExtend<ProjectArn>();
    expectTypeOf<ProjectArn>().not.toExtend<ProjectVersionArn>();
  });
});
