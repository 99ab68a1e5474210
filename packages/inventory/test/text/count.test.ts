import { expect, test } from "vitest";
import { count, duration, formatted } from "../../src/text/count.js";

test.each([
  [0, "0 pages"],
  [1, "1 page"],
  [2, "2 pages"],
  [12_345, "12,345 pages"],
])("%d has its noun", (number, text) => {
  expect(count(number, "page")).toBe(text);
});

test("thousands are separated", () => {
  expect(formatted(1_234_567)).toBe("1,234,567");
});

test.each([
  [0, "0.0 s"],
  [49, "0.0 s"],
  [3_449, "3.4 s"],
  [59_949, "59.9 s"],
  [59_951, "1 min 0 s"],
  [125_400, "2 min 5 s"],
])("%d ms is %s", (ms, text) => {
  expect(duration(ms)).toBe(text);
});
