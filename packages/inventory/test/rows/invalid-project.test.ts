import { DecodeError } from "@rekognition-rx/core";
import { expect, test } from "vitest";
import { invalidProject } from "../../src/rows/invalid-project.js";

const error = new DecodeError({ issues: [{ path: ["Status"], value: 3, message: "expected a string" }] });
const loop: { self?: unknown } = {};
loop.self = loop;

test("tells what is wrong, where, and keeps the project as it came", () => {
  expect(invalidProject(error, { Status: 3 })).toEqual({
    error: error.message,
    problems: [{ path: "Status", message: "expected a string" }],
    project: { Status: 3 },
  });
});

test.each([
  ["a loop", loop],
  ["a BigInt", { a: 1n }],
  ["nothing", undefined],
  [
    "a getter that throws",
    {
      get a() {
        throw new Error("no");
      },
    },
  ],
])("%s can be written as JSON all the same", (_, raw) => {
  const line = JSON.parse(JSON.stringify(invalidProject(error, raw))) as Record<string, unknown>;
  expect(typeof line["project"]).toBe("string");
});
