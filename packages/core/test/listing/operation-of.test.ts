import { RekognitionClient } from "@aws-sdk/client-rekognition";
import { of } from "rxjs";
import { expect, test } from "vitest";
import { listingFrom } from "../../src/listing/listing-from.js";
import { operationOf } from "../../src/listing/operation-of.js";
import { withPerRequest } from "../../src/listing/with-per-request.js";
import { describeProjects$ } from "../../src/operations/describe-projects.js";
import { secondCopy } from "../support/second-copy.js";

const client = new RekognitionClient({ region: "us-east-1" });

test("is the operation of the listing, however it was wrapped or resumed, by another copy of the package too", async () => {
  const listing = describeProjects$({ client });
  const copy = await secondCopy();
  for (const each of [listing, listing.resumeFrom("token"), withPerRequest(listing, (page$) => page$)]) {
    expect(operationOf(each)).toBe("DescribeProjects");
    expect(copy.operationOf(each)).toBe("DescribeProjects");
  }
  const made = listingFrom({ operation: "Count", begin: () => ({ next: () => Promise.resolve(undefined), close }) });
  expect(operationOf(made)).toBe("Count");
});

test("is nothing where there is none", () => {
  for (const other of [of(1), undefined, null, "DescribeProjects", {}]) {
    expect(operationOf(other)).toBeUndefined();
  }
});

function close(): void {}
