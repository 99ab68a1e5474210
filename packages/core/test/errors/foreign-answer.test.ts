import { describe, expect, test } from "vitest";
import { foreignAnswerOf } from "../../src/errors/foreign-answer.js";

/** As V8 says it of a text, and as the SDK throws it. */
function unparsed(text: string, members: object = {}): unknown {
  try {
    JSON.parse(text);
  } catch (error) {
    return Object.assign(error as Error, { $metadata: { httpStatusCode: 403 } }, members);
  }
  throw new Error("that is JSON");
}

const unnamed = (members: object): Error =>
  Object.assign(new Error("UnknownError"), {
    name: "Unknown",
    $fault: "client",
    $metadata: { httpStatusCode: 407 },
    ...members,
  });

describe("an answer of somebody else", () => {
  test.each<[what: string, error: unknown, text: string]>([
    [
      "a page, of which all is known",
      unparsed("<html></html>", { $responseBodyText: "<html></html>" }),
      "<html></html>",
    ],
    ["a page, of which the beginning is known", unparsed("<html><head>Moved</head></html>"), "<html><hea"],
    ["a page after an empty line", unparsed("\n<p>"), "\n<p>"],
    ["a short text", unparsed("bad gateway"), "bad gateway"],
    ["nothing but spaces", unparsed("  x", { $responseBodyText: "  " }), "  "],
    ["no error's name", unnamed({}), ""],
    ["no error's name, in an older SDK", unnamed({ name: "UnknownError" }), ""],
    ["a message without a name", unnamed({ message: "Forbidden" }), "Forbidden"],
  ])("is known by what could not be read of it: %s", (_, error, text) => {
    expect(foreignAnswerOf(error)).toMatchObject({ text, status: expect.any(Number) as number });
    expect(foreignAnswerOf(new Error("wrapped", { cause: error }))).toEqual(foreignAnswerOf(error));
  });

  test("has the status, and where a redirection leads", () => {
    const moved = {
      $response: { headers: { location: "https://login.example/" } },
      $metadata: { httpStatusCode: 302 },
    };
    expect(foreignAnswerOf(unnamed(moved))).toEqual({ status: 302, text: "", location: "https://login.example/" });
    expect(foreignAnswerOf(new SyntaxError("x", { cause: unparsed("<a>", { $metadata: undefined }) }))).toEqual({
      status: undefined,
      text: "<a>",
      location: undefined,
    });
    expect(foreignAnswerOf(unnamed({ $response: { headers: { location: 5 } } }))?.location).toBeUndefined();
  });
});

test.each<[what: string, error: unknown]>([
  ["AWS's own, cut off", unparsed('{"ProjectDescriptions":[{"Pro')],
  ["AWS's own, cut off, of which all is known", unparsed('{"a"', { $responseBodyText: ' {"a"' })],
  ["an answer with something after it", unparsed('{"a":1}}')],
  ["another SyntaxError", new SyntaxError("Invalid regular expression")],
  ["an error of AWS", Object.assign(new Error("no"), { name: "AccessDeniedException", $fault: "client" })],
  ["somebody's own unknown", Object.assign(new Error("no"), { name: "Unknown" })],
  ["an unknown fault without an answer", unnamed({ $metadata: undefined })],
  ["a text", "Unexpected token '<', \"<html>\" is not valid JSON"],
  ["nothing", undefined],
  ["null", null],
  ["a function", Object.assign(() => 1, { message: "x", $responseBodyText: "<p>" })],
  ["a syntax error that is no error of a text", Object.assign(new Error("<p>"), { $responseBodyText: "<p>" })],
  ["a fault that has a name", Object.assign(unnamed({}), { name: "Unknowns" })],
  ["an error without a message", Object.assign(new SyntaxError("x"), { message: 5 })],
  [
    "an error that cannot be read",
    new Proxy(new SyntaxError("x"), {
      get() {
        throw new Error("no");
      },
    }),
  ],
])("is none: %s", (_, error) => {
  expect(foreignAnswerOf(error)).toBeUndefined();
});
