import { expect, test, vi } from "vitest";
import { isRepeatedTokenError, RepeatedTokenError } from "../../src/errors/repeated-token-error.js";

const fields = { operation: "DescribeProjects", token: "A", pagesDelivered: 3 };

test("says which token came again, after which page, and what to set", () => {
  const error = new RepeatedTokenError({ ...fields, label: "mine" });
  expect(error.message).toBe(
    'DescribeProjects (mine) answered page 3 with a token that it had given before ("A"); ' +
      'following it would repeat pages: set onRepeatedToken: "stop" to complete here instead',
  );
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({ _tag: "RepeatedTokenError", name: "RepeatedTokenError", ...fields, label: "mine" });
});

test("says nothing of a label where there is none", () => {
  expect(new RepeatedTokenError(fields).message).toMatch(/^DescribeProjects answered page 3/u);
});

// Whatever a token may be: an error that cannot be made is a stream that never ends.
const circle: { self?: unknown } = {};
circle.self = circle;
test.each<[string, unknown, string]>([
  ["a long string", "x".repeat(1_000), `("${"x".repeat(39)}...)`],
  ["an object", { id: { S: "a" } }, '({ id: { S: "a" } })'],
  ["an object with a big integer", { id: 12n }, "({ id: 12n })"],
  ["an object that contains itself", circle, "({ self: { self: {...} } })"],
  ["a number", 5, "(5)"],
])("can be made of a token that is %s", (_, token, shown) => {
  const error = new RepeatedTokenError({ ...fields, token });
  expect(error.message).toContain(shown);
  expect(error.token).toBe(token);
});

test("is known by its guard", () => {
  expect(isRepeatedTokenError(new RepeatedTokenError(fields))).toBe(true);
  for (const other of [
    Object.assign(new Error("tagged"), { _tag: "Other" }),
    new Error("plain"),
    { _tag: "RepeatedTokenError" },
    null,
  ]) {
    expect(isRepeatedTokenError(other)).toBe(false);
  }
});

test("is known by its guard from another copy of the package too", async () => {
  vi.resetModules();
  const copy = await import("../../src/errors/repeated-token-error.js");
  const foreign = new copy.RepeatedTokenError(fields);
  expect(foreign).not.toBeInstanceOf(RepeatedTokenError);
  expect(isRepeatedTokenError(foreign)).toBe(true);
});
