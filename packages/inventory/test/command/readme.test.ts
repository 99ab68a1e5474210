import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { program } from "../../src/command/rekognition-inventory.js";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

/** The first cell of each row of the tables with a head: what is in backquotes in it. */
function firstCells(head: string): readonly string[] {
  const table = readme.slice(readme.indexOf(`| ${head} `)).split("\n\n")[0] ?? "";
  return table
    .split("\n")
    .slice(2)
    .flatMap((row) => [...(row.split(" | ")[0] ?? "").matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code));
}

function optionsOf(name: string): readonly string[] {
  return (
    program(() => {})
      .commands.find((command) => command.name() === name)
      ?.options.map(({ flags }) => flags) ?? []
  );
}

describe("the README", () => {
  test("has every option of export, with the same value, and no other", () => {
    expect(firstCells("option").toSorted()).toEqual(optionsOf("export").toSorted());
  });

  test("has files of options with names of options", () => {
    const fences = [...readme.matchAll(/^```json\n([^]*?)^```$/gm)].map(([, code = ""]) => code);
    expect(fences).not.toEqual([]);
    const names = optionsOf("export").map((flags) => flags.replace(/^--([\w-]+).*$/, "$1"));
    for (const fence of fences) {
      expect(names).toEqual(expect.arrayContaining(Object.keys(JSON.parse(fence) as object)));
    }
  });

  test("has every command", () => {
    const names = program(() => {}).commands.map((command) => command.name());
    expect(firstCells("command").map((code) => code.split(" ")[0])).toEqual(expect.arrayContaining(names));
    expect(firstCells("command")).toHaveLength(names.length);
  });
});
