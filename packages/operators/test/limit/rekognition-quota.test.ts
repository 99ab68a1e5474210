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

  test.each<[unknown, Error]>([
    [5, new TypeError("rekognitionQuota: the options must be an object, not 5")],
    [
      { DescribeProjects: 20 },
      new TypeError("rekognitionQuota: DescribeProjects: the options must be an object, not 20"),
    ],
    [
      { DescribeProjects: { ratePerSecond: 0 } },
      new RangeError("rekognitionQuota: DescribeProjects: ratePerSecond must be a positive number, not 0"),
    ],
  ])("refuses %o at once", (overrides, error) => {
    expect(() => rekognitionQuota(overrides as Parameters<typeof rekognitionQuota>[0])).toThrow(error);
  });

  test("takes an operation with the name of an object's member for any other", () => {
    expect(rekognitionQuota()("constructor")).toEqual({ ratePerSecond: 5, burst: 1 });
  });
});
