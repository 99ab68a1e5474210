import { describe, expect, test } from "vitest";
import { keyOfItem } from "../../src/restart/key-of-item.js";

describe("an item is known", () => {
  test.each<[string, unknown, string | undefined]>([
    ["ProjectDescriptions", { ProjectArn: "arn:p", Status: "CREATED" }, "arn:p"],
    ["ProjectDescriptions", { Status: "CREATED" }, undefined],
    ["ProjectVersionDescriptions", { ProjectVersionArn: "arn:v", Status: "RUNNING" }, "arn:v"],
    ["DatasetLabelDescriptions", { LabelName: "sun", LabelStats: {} }, "sun"],
    ["ProjectPolicies", { PolicyName: "p", PolicyRevisionId: "1" }, "p"],
    ["DatasetEntries", '{"source-ref":"s3://b/1.jpg","label":0}', "s3://b/1.jpg"],
    ["DatasetEntries", '{"label":0}', '{"label":0}'],
    ["DatasetEntries", '{"source-ref":5}', '{"source-ref":5}'],
    ["DatasetEntries", "no JSON", "no JSON"],
    ["DatasetEntries", "null", "null"],
    ["DatasetEntries", 5, undefined],
    ["ProjectPolicies", null, undefined],
    ["ProjectPolicies", "a name", undefined],
  ])("in %s: %j by %j", (list, item, key) => {
    expect(keyOfItem(item, list)).toBe(key);
  });
});

test("the items of a list of no Custom Labels operation are an error that asks for a key", () => {
  expect(() => keyOfItem({}, "CollectionIds")).toThrow(
    new TypeError(
      "restartOnExpiredToken does not know what identifies the items of CollectionIds; give it a key: (item, list) => string",
    ),
  );
});
