import { expect, test } from "vitest";

import { bareExamplesOf, docCommentsOf } from "./doc-comments.js";
import { publishedSources } from "./documents.js";
import { fenceProject } from "./fence-project.js";
import { fencesOf, isTypeScript } from "./fence.js";

const sources = publishedSources();
const examples = sources.flatMap(({ path, text }) =>
  fencesOf(docCommentsOf(text))
    .filter(isTypeScript)
    .map((fence) => ({ document: path, fence })),
);

test("every @example of the sources is a TypeScript fence", () => {
  expect(sources.flatMap(({ path, text }) => bareExamplesOf(text).map((line) => `${path}:${line}`))).toEqual([]);
});

test("every TypeScript fence of the sources' comments type-checks", async () => {
  expect(examples).not.toEqual([]);
  // An example may end with the value that it is about.
  const { code, stdout } = await fenceProject("examples", examples, { noEmit: true, noUnusedLocals: false }).compile();
  expect(stdout).toBe("");
  expect(code).toBe(0);
}, 60_000);
