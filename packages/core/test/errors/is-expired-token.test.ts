import { AccessDeniedException, InvalidPaginationTokenException } from "@aws-sdk/client-rekognition";
import { describe, expect, test } from "vitest";
import { isExpiredToken } from "../../src/errors/is-expired-token.js";
import { RetriesExhaustedError } from "../../src/errors/retries-exhausted-error.js";

const throttling = (): Error => Object.assign(new Error("Rate exceeded"), { name: "ThrottlingException" });
const expired = new InvalidPaginationTokenException({ message: "expired", $metadata: {} });
const cyclic = new Error("cyclic");
cyclic.cause = cyclic;

describe("a token that is not taken any more", () => {
  test.each<[string, unknown]>([
    ["the SDK's exception", expired],
    ["another copy's, by its name", Object.assign(new Error("?"), { name: "InvalidPaginationTokenException" })],
    ["one that a wrapper has wrapped", new Error("page 3", { cause: new Error("traced", { cause: expired }) })],
  ])("is recognised by %s", (_, error) => {
    expect(isExpiredToken(error)).toBe(true);
  });

  test("is looked for in ten links, and no further", () => {
    let chain: Error = expired;
    for (let links = 1; links < 10; links += 1) {
      chain = new Error("a wrapper", { cause: chain });
    }
    expect(isExpiredToken(chain)).toBe(true);
    expect(isExpiredToken(new Error("a wrapper", { cause: chain }))).toBe(false);
  });

  test.each<[string, unknown]>([
    ["a throttle", throttling()],
    ["another refusal", new AccessDeniedException({ message: "InvalidPaginationTokenException", $metadata: {} })],
    [
      "retries that were given up",
      new RetriesExhaustedError({
        attempts: 3,
        elapsed: 1,
        reason: "throttled",
        limit: "maxAttempts",
        cause: throttling(),
      }),
    ],
    ["an error that is its own cause", cyclic],
    ["nothing", undefined],
    ["null", null],
    ["a name alone", "InvalidPaginationTokenException"],
  ])("is not %s", (_, error) => {
    expect(isExpiredToken(error)).toBe(false);
  });
});
