import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { operations } from "../../src/operations/operations.js";
import { referenceDocs } from "../../src/reference/reference-docs.js";
import { serviceModel } from "../support/service-model.js";

describe("the reference documentation", () => {
  test.each(Object.entries(referenceDocs()))("in %s is what the code says", (name, text) => {
    const committed = readFileSync(new URL(`../../docs/${name}`, import.meta.url), "utf8");
    // The formatter lays out tables anew: what they say counts.
    expect(words(committed), "run node packages/emulator/test/scripts/write-docs.mjs").toEqual(words(text));
  });
});

test.each([...operations])("the errors of %s are those that its model declares", (name, { errors }) => {
  expect(serviceModel[name]?.errors).toEqual(expect.arrayContaining(Object.keys(errors)));
});

function words(text: string): string[] {
  return text
    .replaceAll(/-{3,}/g, "---")
    .split(/\s+/)
    .filter((word) => word !== "");
}
