import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

/** The rules of the specification, 1.0.4: so many in each of its four parts. */
const RULES = { "Publisher (1)": 11, "Subscriber (2)": 13, "Subscription (3)": 17, "Processor (4)": 2 };

const expected = Object.values(RULES).flatMap((count, part) =>
  Array.from({ length: count }, (_, at) => `${part + 1}.${String(at + 1).padStart(2, "0")}`),
);

interface Row {
  readonly rule: string;
  readonly here: string;
  readonly tests: readonly { readonly file: string; readonly title: string }[];
}

const root = new URL("../../", import.meta.url);
const rows: readonly Row[] = readFileSync(new URL("reactive-streams.md", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => /^\| \d\.\d\d /u.test(line))
  .map((line) => {
    const [rule = "", here = "", heldBy = ""] = line
      .split("|")
      .slice(1)
      .map((cell) => cell.trim());
    const entries = heldBy === "" ? [] : heldBy.split("<br>");
    const tests = entries.map((entry) => {
      const [, file = "", title = ""] = /^`([^`]+)`: "(.+)"$/u.exec(entry) ?? [];
      return { file, title };
    });
    return { rule, here, tests };
  });

/** The titles of the tests of a file, as they stand in it. */
function titlesOf(file: string): readonly string[] {
  const source = readFileSync(new URL(file, root), "utf8");
  // Of a plain test, and of a table of them, whose title comes after its closing bracket.
  return [...source.matchAll(/(?:\btest|\))\(\s*(["'`])(.+?)\1,/gu)].map(([, , title = ""]) => title);
}

test("every rule of the specification stands in the table, once and in order", () => {
  expect(rows.map(({ rule }) => rule)).toEqual(expected);
});

describe.each(rows)("rule $rule", ({ here, tests }) => {
  test("is held by a test, or says why it has no meaning here", () => {
    expect(here).toMatch(/\w.{20,}/u);
    expect(here.startsWith("_None_: ")).toBe(tests.length === 0);
  });

  test("names tests that there are", () => {
    for (const { file, title } of tests) {
      expect(titlesOf(file), file).toContain(title);
    }
  });
});
