import { describe, expect, test } from "vitest";
import { asPosition } from "../../src/each/each-position.js";

describe("a position", () => {
  test("is the beginning where there is none", () => {
    expect(asPosition(undefined)).toEqual({ done: [], open: [] });
  });

  test.each([
    { done: [], open: [] },
    { parents: undefined, done: ["a"], open: [] },
    {
      parents: "token",
      done: ["a", "b"],
      open: [
        ["c", "token"],
        ["d", "token", "ListDatasetEntries"],
      ],
    },
  ])("is taken as it is: %j", (position) => {
    expect(asPosition(position)).toBe(position);
  });

  test.each<unknown>([
    null,
    5,
    "done",
    [],
    {},
    { done: [] },
    { open: [] },
    { done: {}, open: [] },
    { done: "a", open: [] },
    { done: [1], open: [] },
    { done: ["a", null], open: [] },
    { done: [], open: {} },
    { done: [], open: ["ab"] },
    { done: [], open: [[]] },
    { done: [], open: [["a"]] },
    { done: [], open: [["a", "b", "c", "d"]] },
    { done: [], open: [[1, "b"]] },
    { done: [], open: [["a", 1]] },
    { done: [], open: [["a", "b", 1]] },
    { done: [], open: [["a", "b"], ["c"]] },
    { parents: 5, done: [], open: [] },
    { parents: null, done: [], open: [] },
  ])("is refused that is none: %j", (position) => {
    expect(() => asPosition(position)).toThrow(
      new TypeError("walkEach: the resume token has no position of a nested walk in it"),
    );
  });
});
