import { expect, test } from "vitest";
import { chromium } from "./chromium.js";

// Without it the tests that look at pages are skipped. That must never go unseen where it matters.
if (chromium === undefined) {
  console.warn("browser: Chromium is missing, so the tests of pages are skipped; apt-get install chromium");
}

test.runIf(process.env["CI"] === "true" || chromium !== undefined)("Chromium is installed", () => {
  expect(chromium?.version ?? "Chromium is missing: apt-get install chromium").toMatch(/Chrom\w+ \d+/);
});
