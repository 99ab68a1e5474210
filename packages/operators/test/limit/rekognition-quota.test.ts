import { describe, expect, test } from "vitest";
import { rekognitionQuota } from "../../src/limit/rekognition-quota.js";

describe("rekognitionQuota", () => {
  test("is 5 requests a second for each operation, as documented", () => {
    const quota = rekognitionQuota();
    for (const operation of ["DescribeProjects", "DescribeProjectVersions", "ListDatasetEntries"]) {
      expect(quota(operation)).toEqual({ ratePerSecond: 5, burst: 1 });
    }
  });

  test("is what AWS has raised it to for the operations it has, and for no other", () => {
    const quota = rekognitionQuota({ DescribeProjects: { ratePerSecond: 20, burst: 10 } });
    expect(quota("DescribeProjects")).toEqual({ ratePerSecond: 20, burst: 10 });
    expect(quota("ListDatasetEntries")).toEqual({ ratePerSecond: 5, burst: 1 });
  });

  test("takes an operation with the name of an object's member for any other", () => {
    expect(rekognitionQuota()("constructor")).toEqual({ ratePerSecond: 5, burst: 1 });
  });
});
