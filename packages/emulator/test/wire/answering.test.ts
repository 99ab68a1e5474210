import { expect, test } from "vitest";
import { refusal } from "../../src/wire/answering.js";
import { jsonProtocol } from "../../src/wire/json-protocol.js";

test("a bug of the emulator is a 500 that says what it was, and shows nobody the files that it runs from", () => {
  const { status, body } = refusal(new RangeError("Invalid time value"), "id", jsonProtocol("1.1"));
  expect(status).toBe(500);
  expect(body.toString()).toContain("RangeError: Invalid time value");
  expect(body.toString()).not.toMatch(/answering|\n|\\n|file:/);
});
