import { expect, test, vi } from "vitest";
import { isMisplacedRetryError, MisplacedRetryError } from "../../src/errors/misplaced-retry-error.js";

const cause = Object.assign(new Error("Rate exceeded"), { name: "ThrottlingException" });

test("says why it cannot retry, what failed, and where a retry belongs", () => {
  const error = new MisplacedRetryError({ cause });
  expect(error.message).toBe(
    "retryThrottled cannot retry here, because the stream has already emitted and a new subscription would repeat it " +
      "(the failure was ThrottlingException: Rate exceeded); " +
      "move retryThrottled directly after the listing, or into its perRequest",
  );
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({ _tag: "MisplacedRetryError", name: "MisplacedRetryError" });
  expect(error.cause).toBe(cause);
});

test("can be made of whatever was thrown", () => {
  expect(new MisplacedRetryError({ cause: "boom" }).message).toContain('(the failure was "boom")');
  expect(new MisplacedRetryError({ cause: Object.create(null) }).message).toContain("(the failure was {})");
});

test("is known by its guard", () => {
  expect(isMisplacedRetryError(new MisplacedRetryError({ cause }))).toBe(true);
  for (const other of [
    Object.assign(new Error("tagged"), { _tag: "Other" }),
    cause,
    { _tag: "MisplacedRetryError" },
    null,
  ]) {
    expect(isMisplacedRetryError(other)).toBe(false);
  }
});

test("is known by its guard from another copy of the package too", async () => {
  vi.resetModules();
  const copy = await import("../../src/errors/misplaced-retry-error.js");
  const foreign = new copy.MisplacedRetryError({ cause });
  expect(foreign).not.toBeInstanceOf(MisplacedRetryError);
  expect(isMisplacedRetryError(foreign)).toBe(true);
});
