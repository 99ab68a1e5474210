import { expect, test } from "vitest";
import { describeCause } from "../../src/errors/describe-cause.js";

const unread = ($responseBodyText: string, httpStatusCode?: number, location?: string): Error =>
  Object.assign(new SyntaxError("Unexpected token"), {
    $responseBodyText,
    $metadata: { httpStatusCode },
    $response: { headers: { location } },
  });

test.each<[cause: unknown, line: string]>([
  [new Error("boom"), "Error: boom"],
  ["boom", '"boom"'],
  [new Error("x".repeat(600)), `Error: ${"x".repeat(493)}...`],
  [
    new SyntaxError("Unterminated string\n  Deserialization error: to see the raw response, inspect ..."),
    "SyntaxError: Unterminated string",
  ],
  [unread("<html>no</html>", 403), 'HTTP 403 with "<html>no</html>": a proxy or a wrong endpoint answered, not AWS'],
  [unread("", 407), "HTTP 407 without an error of AWS: a proxy or a wrong endpoint answered, not AWS"],
  [unread("<p>", undefined), 'HTTP (status unknown) with "<p>": a proxy or a wrong endpoint answered, not AWS'],
  [
    unread("moved", 302, "https://login.example/"),
    'HTTP 302 to "https://login.example/" with "moved": a proxy or a wrong endpoint answered, not AWS',
  ],
  [
    unread(`<p>${"y".repeat(200)}`, 404),
    `HTTP 404 with "<p>${"y".repeat(116)}...: a proxy or a wrong endpoint answered, not AWS`,
  ],
  [unread("<ThrottlingException/>", 400), 'HTTP 400 with "<ThrottlingException/>": XML instead of JSON'],
  [
    unread("\n<?xml version='1.0'?>\n<Error>", 400),
    `HTTP 400 with "\\n<?xml version='1.0'?>\\n<Error>": XML instead of JSON`,
  ],
  [unread("<Errors>", 400), 'HTTP 400 with "<Errors>": a proxy or a wrong endpoint answered, not AWS'],
])("what a request failed on is described in a line: %s", (cause, line) => {
  expect(describeCause(cause)).toBe(line);
});
