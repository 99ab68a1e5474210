import { RekognitionClient } from "@aws-sdk/client-rekognition";
import { of } from "rxjs";
import { expect, test } from "vitest";
import { resourceOf } from "../../src/listing/resource-of.js";
import { withPerRequest } from "../../src/listing/with-per-request.js";
import { describeProjects$ } from "../../src/operations/describe-projects.js";
import { listDatasetEntries$ } from "../../src/operations/list-dataset-entries.js";
import { secondCopy } from "../support/second-copy.js";

const client = new RekognitionClient({ region: "us-east-1" });
const DatasetArn = "arn:aws:rekognition:us-east-1:111122223333:project/parts/dataset/train/1700000000000";

test("is the ARN that the listing was given, however it was wrapped or resumed", () => {
  const listing = listDatasetEntries$({ client }, { DatasetArn });
  expect(resourceOf(listing)).toBe(DatasetArn);
  expect(resourceOf(listing.resumeFrom("token"))).toBe(DatasetArn);
  expect(resourceOf(withPerRequest(listing, (page$) => page$))).toBe(DatasetArn);
});

test("is known to another copy of the package", async () => {
  const copy = await secondCopy();
  expect(copy.resourceOf(listDatasetEntries$({ client }, { DatasetArn }))).toBe(DatasetArn);
});

test("is nothing where there is none", () => {
  expect(resourceOf(describeProjects$({ client }))).toBeUndefined();
  for (const other of [of(1), undefined, null, "arn:aws:s3:::bucket", {}]) {
    expect(resourceOf(other)).toBeUndefined();
  }
});
