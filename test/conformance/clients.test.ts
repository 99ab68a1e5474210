import { describe, expect, test } from "vitest";
import { awsCli, boto3 } from "./client-found.js";

/**
 * Without these clients the tests of their own names are skipped. That must never go unseen where it matters.
 */
describe.each([awsCli, boto3])("$title", ({ title, version, remedy }) => {
  const isMissing = version === undefined;
  if (isMissing) {
    console.warn(`conformance: ${title} is missing, so its tests are skipped; ${remedy}`);
  }

  test.runIf(process.env["CI"] === "true" || !isMissing)("is installed", () => {
    expect(version ?? `${title} is missing: ${remedy}`).toMatch(/^(aws-cli|boto3)\/\d+\.\d+/);
  });
});
