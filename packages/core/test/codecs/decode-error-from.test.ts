import { isLeft } from "fp-ts/lib/Either.js";
import * as t from "io-ts";
import { describe, expect, it } from "vitest";
import { decodeErrorFrom } from "../../src/codecs/decode-error-from.js";
import { ProjectDescription } from "../../src/codecs/project-description.js";
import type { DecodeError } from "../../src/errors/decode-error.js";

function errorOf(decoded: t.Validation<unknown>): DecodeError {
  if (isLeft(decoded)) {
    return decodeErrorFrom(decoded.left);
  }
  throw new Error("it is valid");
}

describe("the error of any io-ts codec", () => {
  it.each<[string, t.Decoder<unknown, unknown>, unknown, string, string]>([
    ["the value itself", t.string, 5, "", "expected string"],
    ["a member", t.type({ a: t.type({ b: t.number }) }), { a: { b: "x" } }, "a.b", "expected number"],
    ["a member without a name", t.type({ "": t.number }), { "": "x" }, '[""]', "expected number"],
    ["an item far down", t.array(t.number), [...Array.from({ length: 12 }, () => 0), "x"], "[12]", "expected number"],
    ["a member that looks like an item", t.type({ 0: t.number }), { 0: "x" }, '["0"]', "expected number"],
    [
      "what no part of a union takes",
      t.type({ a: t.union([t.string, t.number]) }),
      { a: true },
      "a",
      "expected string",
    ],
    ["a part of an intersection", t.intersection([t.type({ a: t.string }), t.unknown]), {}, "a", "expected string"],
    ["a codec of ours", ProjectDescription, 5, "", "expected a ProjectDescription object"],
  ])("says where and what: %s", (_, codec, value, path, message) => {
    expect(errorOf(codec.decode(value)).errors[0]).toMatchObject({ path, message });
  });

  it("keeps the keys under which whoever decoded had put the value", () => {
    const context = [{ key: "row", type: t.unknown, actual: {} }];
    expect(errorOf(t.string.validate(5, context)).path).toBe("row");
  });

  it("is an error still where nobody says what was expected", () => {
    expect(decodeErrorFrom([{ value: 5, context: [] }])).toMatchObject({
      path: "",
      message: "cannot decode the value: expected another value, got 5",
    });
  });

  it("says of a member that cannot be read that it cannot", () => {
    const value = Object.defineProperty({}, "ProjectArn", {
      get: () => {
        throw new Error("unreadable");
      },
    });
    expect(errorOf(ProjectDescription.decode(value)).errors[0]).toMatchObject({
      path: "ProjectArn",
      message: "expected a value that can be read, but reading it threw",
    });
  });
});
