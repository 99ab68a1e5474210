import { describe, expect, test, vi } from "vitest";
import { refuseOtherTokens } from "../../src/request/refuse-other-tokens.js";
import { keyOf } from "../../src/walk/token-key.js";
import { isListingError, ListingError } from "../../src/errors/listing-error.js";
import { RepeatedTokenError } from "../../src/errors/repeated-token-error.js";
import { RetriesExhaustedError } from "../../src/errors/retries-exhausted-error.js";

const cause = Object.assign(new Error("Rate exceeded"), { name: "ThrottlingException" });
const fields = { operation: "DescribeProjects", cause, resumeToken: "token-2", pagesDelivered: 1 };

const named = (name: string): Error => Object.assign(new Error("refused"), { name });

function thrownBy(act: () => unknown): Error {
  try {
    act();
  } catch (error) {
    if (error instanceof Error) {
      return error;
    }
  }
  throw new Error("nothing was thrown");
}

describe("a ListingError", () => {
  test("says what failed, at which page, why, and how to go on", () => {
    expect(new ListingError(fields).message).toBe(
      "DescribeProjects failed at page 2: ThrottlingException: Rate exceeded; " +
        "nothing is lost, carry on with resumeFrom(error.resumeToken)",
    );
    expect(new ListingError({ ...fields, label: "111122223333 eu-west-1", pagesDelivered: 0 }).message).toBe(
      "DescribeProjects (111122223333 eu-west-1) failed at page 1: ThrottlingException: Rate exceeded; " +
        "nothing is lost, carry on with resumeFrom(error.resumeToken)",
    );
  });

  test("names the resource where there is no label", () => {
    const resource = "arn:aws:rekognition:us-east-1:111122223333:project/parts/1700000000000";
    expect(new ListingError({ ...fields, resource }).message).toContain(`DescribeProjects (${resource}) failed`);
    expect(new ListingError({ ...fields, resource, label: "mine" }).message).toContain(
      "DescribeProjects (mine) failed",
    );
  });

  test.each([
    "AccessDeniedException",
    "InvalidParameterException",
    "ResourceNotFoundException",
    "InvalidSignatureException",
  ])("advises against resuming where it cannot help: %s, however it is wrapped", (name) => {
    for (const refused of [named(name), new Error("wrapped", { cause: named(name) })]) {
      const { message } = new ListingError({ ...fields, cause: refused });
      expect(message).toContain("; the same request will be refused again until the reason for the refusal is removed");
      expect(message).not.toContain("resumeFrom");
    }
  });

  test.each([
    { name: "ForbiddenException", $metadata: { httpStatusCode: 403 } },
    { name: "UnknownOperationException", $metadata: { httpStatusCode: 400 } },
    { name: "NoSuchBucket", $metadata: { httpStatusCode: 404 } },
    { name: "InvalidNextToken", $metadata: { httpStatusCode: 400 } },
  ])("advises against resuming where the service says that the request is at fault: $name", (fault) => {
    const { message } = new ListingError({ ...fields, cause: Object.assign(new Error("refused"), fault) });
    expect(message).toContain("; the same request will be refused again until the reason for the refusal is removed");
  });

  test.each([
    { name: "ThrottlingException", $metadata: { httpStatusCode: 400 } },
    { name: "LimitExceededException", $metadata: { httpStatusCode: 400 } },
    { name: "TooManyRequestsException", $metadata: { httpStatusCode: 429 } },
    { name: "Something", $metadata: { httpStatusCode: 429 } },
    { name: "RequestTimeout", $metadata: { httpStatusCode: 400 } },
    { name: "Something", $metadata: { httpStatusCode: 408 } },
    { name: "Something", $metadata: { httpStatusCode: 400 }, $retryable: { throttling: true } },
    { name: "InternalServerError", $metadata: { httpStatusCode: 500 } },
    { name: "TypeError", message: "fetch failed" },
    { name: "TypeError", message: "Failed to fetch" },
    { name: "TypeError", message: "Expected real number, got implicit NaN", $response: { statusCode: 200 } },
  ])("advises to carry on where the fault may pass: $name, $message", ({ message: text = "refused", ...fault }) => {
    const { message } = new ListingError({ ...fields, cause: Object.assign(new Error(text), fault) });
    expect(message).toContain("; nothing is lost, carry on with resumeFrom");
  });

  test("advises to carry on after retries, whatever the status", () => {
    const fault = Object.assign(new Error("not yet"), { name: "Conflict", $metadata: { httpStatusCode: 409 } });
    const cause = new RetriesExhaustedError({
      attempts: 3,
      elapsed: 100,
      reason: "transient",
      limit: "maxAttempts",
      cause: fault,
    });
    expect(new ListingError({ ...fields, cause: fault }).message).toContain("refused again");
    expect(new ListingError({ ...fields, cause }).message).toContain("nothing is lost, carry on");
  });

  test.each([
    Object.assign(new Error("Could not load credentials from any providers"), { name: "CredentialsProviderError" }),
    new Error("Region is missing"),
    new TypeError("perRequest gave undefined"),
  ])("does not advise to carry on where the program is at fault: $message", (cause) => {
    const { message } = new ListingError({ ...fields, cause });
    expect(message).toContain("; resumeFrom would fail again until that is changed");
  });

  test("does not advise to carry on with a walk inside that would repeat pages", () => {
    const repeated = new RepeatedTokenError({ operation: "DescribeProjectVersions", token: "t", pagesDelivered: 2 });
    const inside = new ListingError({ ...fields, cause: repeated });
    expect(inside.message).toContain("; resumeFrom would deliver pages of that walk again, and then fail again");
    expect(new ListingError({ ...fields, cause: inside }).message).not.toContain("carry on");
  });

  test("advises a new walk where restarts have not helped, also around that walk", () => {
    const cause = named("InvalidPaginationTokenException");
    const inside = new ListingError({ ...fields, cause, hasRestarts: true });
    expect(inside.message).toMatch(/maxRestarts allows have brought nothing new: begin a new walk$/);
    expect(inside.message).not.toContain("use restartOnExpiredToken");
    expect(new ListingError({ ...fields, cause: inside }).message).toMatch(/begin a new walk$/);
  });

  test("does not advise to carry on from where a token cannot be followed", () => {
    const faults = [() => keyOf({ id: new Map() }), () => refuseOtherTokens({ NextMarker: "a" }, "NextToken")];
    for (const fault of faults) {
      const cause = thrownBy(fault);
      const { message } = new ListingError({ ...fields, cause, resumeToken: undefined });
      expect(message).toBe(
        `DescribeProjects failed at page 2: TypeError: ${cause.message}; resumeFrom would fail again until that is changed`,
      );
    }
  });

  test("advises restartOnExpiredToken for a token that the service refuses, where there was one", () => {
    const refused = named("InvalidPaginationTokenException");
    expect(new ListingError({ ...fields, cause: refused }).message).toMatch(
      /the service does not accept this token \(any more\), so resumeFrom would fail again: use restartOnExpiredToken, /,
    );
    expect(new ListingError({ ...fields, cause: refused, resumeToken: undefined }).message).toContain("refused again");
  });

  test("calls a wrong clock so, and not a wrong key", () => {
    const skewed = Object.assign(new Error("Signature not yet current: ..."), { name: "InvalidSignatureException" });
    const { message } = new ListingError({ ...fields, cause: skewed });
    expect(message).toContain("; the clocks of this machine and of the service are more than five minutes apart");
    expect(message).toContain("carry on with resumeFrom");
  });

  test("says who answered, where it was not AWS, and leaves out the SDK's advice", () => {
    const html = Object.assign(
      new SyntaxError("Unexpected token\n  Deserialization error: to see the raw response, ..."),
      {
        $responseBodyText: "<html>no</html>",
        $metadata: { httpStatusCode: 403 },
      },
    );
    expect(new ListingError({ ...fields, cause: html }).message).toBe(
      'DescribeProjects failed at page 2: HTTP 403 with "<html>no</html>": a proxy or a wrong endpoint answered, ' +
        "not AWS; see who answered, then carry on with resumeFrom(error.resumeToken): nothing is lost",
    );
    const cut = new SyntaxError("Unterminated string in JSON\n  Deserialization error: to see the raw response, ...");
    expect(new ListingError({ ...fields, cause: cut }).message).toBe(
      "DescribeProjects failed at page 2: SyntaxError: Unterminated string in JSON; " +
        "nothing is lost, carry on with resumeFrom(error.resumeToken)",
    );
  });

  test("carries where it stood, and its cause untouched", () => {
    const error = new ListingError({ ...fields, label: "mine" });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      _tag: "ListingError",
      name: "ListingError",
      operation: "DescribeProjects",
      label: "mine",
      resumeToken: "token-2",
      pagesDelivered: 1,
    });
    expect(error.cause).toBe(cause);
    expect(new ListingError(fields).label).toBeUndefined();
  });

  // Whatever a client rejects with: an error that cannot be made is a stream that never ends.
  test.each<[string, unknown, string]>([
    ["a string", "boom", '"boom"'],
    ["undefined", undefined, "undefined"],
    ["null", null, "null"],
    ["a symbol", Symbol("boom"), "Symbol(boom)"],
    ["a plain object", { code: 5 }, "{ code: 5 }"],
    ["an object that cannot be made a string", Object.create(null), "{}"],
    [
      "an error whose message cannot be read",
      Object.defineProperty(new Error("hidden"), "message", {
        get() {
          throw new Error("no");
        },
      }),
      "a value that cannot be read",
    ],
  ])("can be made of %s", (_, thrown, shown) => {
    const error = new ListingError({ ...fields, cause: thrown });
    expect(error.message).toContain(`failed at page 2: ${shown}; nothing is lost`);
    expect(error.cause).toBe(thrown);
    expect("cause" in error).toBe(true);
  });
});

test("is known by its guard", () => {
  expect(isListingError(new ListingError(fields))).toBe(true);
  for (const other of [
    Object.assign(new Error("tagged"), { _tag: "Other" }),
    cause,
    { ...fields, _tag: "ListingError" },
    "ListingError",
    null,
    undefined,
  ]) {
    expect(isListingError(other)).toBe(false);
  }
});

test("is known by its guard from another copy of the package too", async () => {
  vi.resetModules();
  const copy = await import("../../src/errors/listing-error.js");
  const foreign = new copy.ListingError(fields);
  expect(foreign).not.toBeInstanceOf(ListingError);
  expect(isListingError(foreign)).toBe(true);
});

test("a listing inside another walk says once what to do", () => {
  const inner = new ListingError({
    operation: "ListDatasetEntries",
    cause: new Error("socket hang up"),
    resumeToken: "t",
    pagesDelivered: 1,
  });
  const outer = new ListingError({ operation: "walkEach", cause: inner, resumeToken: "position", pagesDelivered: 4 });
  expect(outer.message).toBe(
    "walkEach failed at page 5: ListingError: ListDatasetEntries failed at page 2: Error: socket hang up; " +
      "nothing is lost, carry on with resumeFrom(error.resumeToken)",
  );
});
