import { expect, test } from "vitest";

import { roomsPointOneWay } from "./rules/rooms-point-one-way.js";
import { sourceFile } from "./source-file.js";

function judged(path: string, text: string): readonly string[] {
  return roomsPointOneWay([sourceFile(`packages/emulator/src/${path}`, text)]);
}

test.each([
  ["a room that imports one above it", "wire/a.ts", `import "../operations/b.js";`],
  ["a type out of a room above", "seed/a.ts", `import type { B } from "../account/b.js";`],
  ["a room that imports the index", "server/a.ts", `import "../index.js";`],
  ["a room that nobody knows", "cellar/a.ts", ""],
])("the rule complains about %s", (_, path, text) => {
  expect(judged(path, text)).toHaveLength(1);
});

test.each([
  [
    "a room that imports those below it",
    "account/a.ts",
    `import "../seed/b.js"; import "../wire/c.js"; import "node:fs";`,
  ],
  ["a room that imports itself", "account/a.ts", `import "./b.js";`],
  ["the index, which imports every room", "index.ts", `export { a } from "./server/a.js";`],
])("the rule accepts %s", (_, path, text) => {
  expect(judged(path, text)).toEqual([]);
});
