import { describe, expect, test } from "vitest";
import { datasetAdvice, modelAdvice } from "../../../src/views/report/advice.js";

const training = { statusMessage: null, outputBucket: "results", outputPrefix: "shop/" } as Parameters<
  typeof modelAdvice
>[0];
const dataset = { status: "CREATE_FAILED", statusMessage: null, statusMessageCode: "CLIENT_ERROR" } as Parameters<
  typeof datasetAdvice
>[0];

describe("advice", () => {
  test.each([
    ["Amazon Rekognition experienced a service issue. Try your call again. Internal error", /AWS Support/],
    ["The KMS key could not be used to decrypt the images", /KMS key/],
    ["Amazon Rekognition doesn't have permissions to access the bucket", /bucket policy/],
    ["The dataset exceeds the maximum number of images", /quota/],
    ["There are not enough images with labels", /Add images/],
    ["The manifest file contains too many invalid rows.", /Correct its manifest/],
    ["The manifest file has too many terminal errors.", /Correct its manifest/],
    ["The manifest file is empty.", /manifest that names images/],
    ["The images of the dataset are in a bucket of another Region.", /Move its images/],
    ["The manifest file extends the maximum size.", /quota/],
  ])("on %s", (statusMessage, advice) => {
    expect(modelAdvice({ ...training, statusMessage })).toMatch(advice);
    expect(datasetAdvice({ ...dataset, statusMessage })).toMatch(advice);
  });

  test("names where the results of a training are", () => {
    expect(modelAdvice(training)).toContain("s3://results/shop/");
    expect(modelAdvice({ ...training, outputBucket: null })).toContain("the training's results in S3");
  });

  test("is to start, or to copy, again what failed in that", () => {
    expect(modelAdvice({ ...training, status: "FAILED" })).toMatch(/^Start it again/);
    expect(modelAdvice({ ...training, status: "COPYING_FAILED" })).toMatch(/copy it again/);
  });

  test("says how a dataset is made again", () => {
    expect(datasetAdvice(dataset)).toBe("Correct its manifest, then delete the dataset and create it again.");
    expect(datasetAdvice({ ...dataset, status: "UPDATE_FAILED" })).toBe(
      "Correct its manifest, then update the dataset again.",
    );
    expect(datasetAdvice({ ...dataset, statusMessageCode: "SERVICE_ERROR" })).toMatch(/AWS Support/);
  });
});
