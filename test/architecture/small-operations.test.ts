import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const OPERATIONS = new URL("../../packages/core/src/operations/", import.meta.url);

/** What is more than a line of meaning, how long it may be, and what it hands its work to. */
const LARGER: Readonly<Record<string, { readonly most: number; readonly hands: string }>> = {
  // It has names to divide.
  "describe-projects.ts": { most: 60, hands: "listingOf(config, DESCRIBE_PROJECTS, " },
  // It has no pages.
  "describe-dataset.ts": { most: 25, hands: "return callOnce(" },
};

describe("an operation costs one small file, which says what it is and leaves the walk to paginate$", () => {
  const files = readdirSync(OPERATIONS);

  test("there are operations", () => {
    expect(files.length).toBeGreaterThanOrEqual(6);
    expect(files).toEqual(expect.arrayContaining(Object.keys(LARGER)));
  });

  test.each(files)("%s", (file) => {
    const source = readFileSync(new URL(file, OPERATIONS), "utf8");
    const code = source
      .replaceAll(/\/\*\*.*?\*\//gsu, "")
      .split("\n")
      .filter((line) => line.trim() !== "");
    const { most, hands } = LARGER[file] ?? {
      most: 25,
      hands: /\{\n {2}return paginate\$\(config, [A-Z_]+, input\);\n\}/u,
    };
    expect(code.length).toBeLessThanOrEqual(most);
    expect(source).toMatch(hands);
  });
});
