import { expect, test } from "vitest";
import { isClockSkew } from "../../src/errors/is-clock-skew.js";

const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });

test.each([
  named("InvalidSignatureException", "Signature expired: 20261128T172129Z is now earlier than 20261128T173129Z"),
  named("InvalidSignatureException", "Signature not yet current: 20261128T172129Z is still later than ..."),
  named("SignatureDoesNotMatch", "Signature expired: ..."),
  named("RequestTimeTooSkewed", "The difference between the request time and the current time is too large."),
  named("RequestExpired", ""),
  named("RequestInTheFuture", ""),
])("is a refusal for the time: %s", (error) => {
  expect(isClockSkew(error)).toBe(true);
});

test.each<[what: string, error: unknown]>([
  ["a wrong key", named("InvalidSignatureException", "The request signature we calculated does not match ...")],
  ["credentials that have ended", named("ExpiredTokenException", "Signature expired")],
  ["an error whose message is none", { name: "InvalidSignatureException", message: 5 }],
  ["an error without a message", { name: "InvalidSignatureException" }],
  ["an error of another name", new Error("Signature expired")],
  ["a text", "Signature expired"],
  ["a function by that name", Object.defineProperty(() => 1, "name", { value: "RequestExpired" })],
  [
    "an error whose message says so in another way",
    { name: "InvalidSignatureException", message: ["Signature expired"] },
  ],
  ["null", null],
  ["undefined", undefined],
  [
    "what cannot be read",
    new Proxy(
      {},
      {
        get() {
          throw new Error("no");
        },
      },
    ),
  ],
])("is none: %s", (_, error) => {
  expect(isClockSkew(error)).toBe(false);
});
