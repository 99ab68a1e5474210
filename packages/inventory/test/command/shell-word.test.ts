import { execFileSync } from "node:child_process";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { resumeCommand } from "../../src/command/resume-command.js";
import { shellWord } from "../../src/command/shell-word.js";
import { hostileText } from "../support/hostile-text.js";

test("is one word for a shell, the same text, without control characters", () => {
  const texts = fc.sample(fc.oneof(hostileText, fc.string({ unit: "grapheme" })), { numRuns: 200, seed: 1 });
  // A path has no NUL, and is whole as UTF-8.
  const words = texts.map((text) => Buffer.from(text.replaceAll("\0", "")).toString());
  const script = `printf '%s\\0' ${words.map((word) => shellWord(word)).join(" ")}`;
  expect(script).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  const printed = execFileSync("bash", ["-c", script], { encoding: "utf8" });
  expect(printed.split("\0").slice(0, -1)).toEqual(words);
});

test("is the text itself where a shell does nothing with it", () => {
  expect(shellWord("out/runs/20261125T135627Z-4f2a.journal")).toBe("out/runs/20261125T135627Z-4f2a.journal");
  expect(shellWord("it's here")).toBe(String.raw`'it'\''s here'`);
});

test.each([
  ["out/runs/a.journal", "out", "out/runs/a.journal"],
  ["out/runs/a.journal", "./out/", "out/runs/a.journal"],
  ["out/runs/a.journal", "other", "out/runs/a.journal --out other"],
  ["a.journal", "-", "a.journal --out -"],
  ["-a.journal", "my out", "./-a.journal --out 'my out'"],
])("a run in %s that writes to %s goes on with %s", (journal, out, args) => {
  expect(resumeCommand(journal, out)).toBe(`rekognition-inventory resume ${args}`);
});
