import { expect, test, vi } from "vitest";
import { isTooManyPagesError, TooManyPagesError } from "../../src/errors/too-many-pages-error.js";

const fields = { operation: "DescribeProjects", maxPages: 3, resumeToken: "token-3", pagesDelivered: 3 };

test("says which limit was reached, and the three ways on", () => {
  expect(new TooManyPagesError(fields).message).toBe(
    "DescribeProjects has more than maxPages = 3 pages; raise maxPages, " +
      "carry on with resumeFrom(error.resumeToken), or use take(3) to complete there",
  );
  expect(new TooManyPagesError({ ...fields, label: "mine" }).message).toMatch(/^DescribeProjects \(mine\) has more/);
});

test("carries where it stood", () => {
  const error = new TooManyPagesError({ ...fields, label: "mine" });
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({ _tag: "TooManyPagesError", name: "TooManyPagesError", ...fields, label: "mine" });
  expect("cause" in error).toBe(false);
});

test("is known by its guard", () => {
  expect(isTooManyPagesError(new TooManyPagesError(fields))).toBe(true);
  for (const other of [
    Object.assign(new Error("tagged"), { _tag: "Other" }),
    new Error("plain"),
    { ...fields, _tag: "TooManyPagesError" },
    null,
  ]) {
    expect(isTooManyPagesError(other)).toBe(false);
  }
});

test("is known by its guard from another copy of the package too", async () => {
  vi.resetModules();
  const copy = await import("../../src/errors/too-many-pages-error.js");
  const foreign = new copy.TooManyPagesError(fields);
  expect(foreign).not.toBeInstanceOf(TooManyPagesError);
  expect(isTooManyPagesError(foreign)).toBe(true);
});
