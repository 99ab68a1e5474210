import { isLeft, isRight, right } from "fp-ts/lib/Either.js";
import { describe, expect, it } from "vitest";
import { parseDatasetArn } from "../../../src/codecs/arns/parse-dataset-arn.js";

const arn = "arn:aws:rekognition:us-east-1:011122223333:project/my.project/dataset/train/1700000000123";

describe("parseDatasetArn", () => {
  it("takes an ARN apart", () => {
    expect(parseDatasetArn(arn)).toStrictEqual(
      right({
        partition: "aws",
        region: "us-east-1",
        account: "011122223333",
        projectName: "my.project",
        datasetKind: "train",
        createdAt: new Date(1_700_000_000_123),
      }),
    );
  });

  it("leaves the time out where its digits are more than a Date can hold", () => {
    const parsed = parseDatasetArn(`${arn}00000000`);
    expect(isRight(parsed) && "createdAt" in parsed.right).toBe(false);
    expect(isRight(parsed)).toBe(true);
  });

  it("takes a kind of any length, in an ARN of 2 048 characters at most", () => {
    const kind = (length: number): string => arn.replace("train", "x".repeat(length));
    const longest = 2_048 - arn.length + "train".length;
    expect(isRight(parseDatasetArn(kind(300)))).toBe(true);
    expect(isRight(parseDatasetArn(kind(longest)))).toBe(true);
    expect(isLeft(parseDatasetArn(kind(longest + 1)))).toBe(true);
  });

  it("says what it was given and what it expected", () => {
    expect(parseDatasetArn("arn:aws:s3:::bucket")).toMatchObject({
      left: {
        path: "",
        message:
          "cannot decode the value: expected the ARN of a dataset " +
          '(arn:PARTITION:rekognition:REGION:ACCOUNT:project/NAME/dataset/KIND/MILLIS), got "arn:aws:s3:::bucket"',
      },
    });
  });
});
