import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { operations } from "../../src/operations/operations.js";
import { serviceModel } from "../support/service-model.js";
import { referenceDocs } from "./reference-docs.js";

describe("the reference documentation", () => {
  test.each(Object.entries(referenceDocs()))("in %s is what the code says", async (name, text) => {
    await expect(text).toMatchFileSnapshot(fileURLToPath(new URL(`../../docs/${name}`, import.meta.url)));
  });
});

test.each([...operations])("the errors of %s are those that its model declares", (name, { errors }) => {
  expect(serviceModel[name]?.errors).toEqual(expect.arrayContaining(Object.keys(errors)));
});
