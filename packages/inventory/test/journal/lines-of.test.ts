import { writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type FileLine, linesOf } from "../../src/journal/lines-of.js";
import { temporaryFolder } from "../support/temporary-folder.js";

async function linesIn(bytes: Buffer, meanwhile: (path: string) => void = () => {}): Promise<FileLine[]> {
  const path = join(temporaryFolder(), "lines");
  writeFileSync(path, bytes);
  const file = await open(path, "r");
  onTestFinished(() => file.close());
  const lines = [];
  for await (const line of linesOf(path, file)) {
    lines.push(line);
    meanwhile(path);
  }
  return lines;
}

test("gives lines of any length, whatever lies across the border of two pieces that are read", async () => {
  const piece = 256 * 1024;
  for (const length of [0, 1, piece - 6, piece - 5, piece - 4, piece - 3, piece - 2, piece - 1, piece, 3 * piece + 1]) {
    const texts = ["x".repeat(length), "é🙂", "", "🙂".repeat(piece), "end"];
    const bytes = Buffer.from(texts.map((text) => `${text}\n`).join(""));
    const lines = await linesIn(Buffer.concat([bytes, Buffer.from("half")]));
    expect(lines.map((line) => line.bytes.toString())).toEqual([...texts, "half"]);
    expect(lines.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(lines.at(-2)?.end).toBe(bytes.length);
    expect(lines.at(-1)?.end).toBeUndefined();
  }
});

test("gives no line of a file without bytes", async () => {
  expect(await linesIn(Buffer.alloc(0))).toEqual([]);
});

test("ends where the file ended as it began, and where it was cut meanwhile", async () => {
  const bytes = Buffer.from(`${"x".repeat(400_000)}\n`.repeat(3));
  expect(await linesIn(bytes, (path) => writeFileSync(path, "y\n", { flag: "a" }))).toHaveLength(3);
  const cut = await linesIn(bytes, (path) => writeFileSync(path, bytes.subarray(0, 10)));
  expect(cut.map(({ end }) => end)).toEqual([400_001, undefined]);
});
