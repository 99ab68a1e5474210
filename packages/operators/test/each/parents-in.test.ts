import { describe, expect, test } from "vitest";
import { keyOfParent, parentsIn } from "../../src/each/parents-in.js";

describe("the parents in a page", () => {
  test.each<[page: unknown, parents: readonly unknown[]]>([
    [{ ProjectDescriptions: ["a", "b"] }, ["a", "b"]],
    [{ ProjectVersionDescriptions: ["a"], NextToken: "2" }, ["a"]],
    [{ ProjectDescriptions: null }, []],
    [{ ProjectVersionDescriptions: undefined }, []],
    [{ parent: "p", page: { ProjectDescriptions: ["a"] }, NextToken: "2" }, ["a"]],
    [{ parent: "p", page: { parent: "q", page: { ProjectVersionDescriptions: ["a"] } } }, ["a"]],
    [{ parent: "p", ProjectDescriptions: ["a"] }, ["a"]],
    [{ page: "p", ProjectDescriptions: ["a"] }, ["a"]],
  ])("of %j are %j", (page, parents) => {
    expect(parentsIn(page)).toEqual(parents);
  });

  test.each<[page: unknown, members: string]>([
    [{}, ""],
    [{ DatasetEntries: ["a"], NextToken: "2" }, "DatasetEntries, NextToken"],
    [{ ProjectDescriptions: 5 }, "ProjectDescriptions"],
    [{ ProjectDescriptions: { length: 1 } }, "ProjectDescriptions"],
  ])("of %j have to be named", (page, members) => {
    expect(() => parentsIn(page)).toThrow(
      new TypeError(
        `walkEach does not know which items of a page are parents (${members}); give it parentsOf: (page) => items`,
      ),
    );
  });
});

describe("what a parent is known by", () => {
  test.each([
    [{ ProjectArn: "p" }, "p"],
    [{ ProjectArn: "p", ProjectVersionArn: "v" }, "v"],
    [{ ProjectArn: "p", DatasetArn: "d", ProjectVersionArn: "v" }, "d"],
    [{ DatasetArn: 5, ProjectArn: "p" }, "p"],
  ])("of %j is %s", (parent, key) => {
    expect(keyOfParent(parent)).toBe(key);
  });

  test.each<[parent: unknown, called: string]>([
    [{}, "[object Object]"],
    [{ ProjectArn: 5, Status: "CREATED" }, "ProjectArn, Status"],
    [null, "null"],
    [5, "5"],
    ["arn", "arn"],
  ])("of %j has to be given", (parent, called) => {
    expect(() => keyOfParent(parent)).toThrow(
      new TypeError(`walkEach does not know what identifies a parent (${called}); give it key: (parent) => string`),
    );
  });
});
