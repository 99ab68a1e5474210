// The last line of a test run, `N passed, N failed`, read from vitest's own report.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Where `scripts/test.mjs` has vitest write its report. */
export const REPORT = fileURLToPath(new URL("../temp/tests.json", import.meta.url));

/** Prints the tally; false if a test failed or none ran. */
export function printTally() {
  const { passed, failed, success } = readTally();
  if (passed + failed === 0) {
    console.error("No test ran.");
  } else if (failed === 0 && !success) {
    console.error("A test file, or the run itself, broke outside of a test.");
  }
  console.log(`${passed} passed, ${failed} failed`);
  return success && passed > 0 && failed === 0;
}

/** @returns {{ passed: number, failed: number, success: boolean }} */
function readTally() {
  let text;
  try {
    text = readFileSync(REPORT, "utf8");
  } catch {
    // A gate before the tests failed, or vitest died: there is nothing to count.
    return { passed: 0, failed: 0, success: false };
  }
  /** @type {unknown} */
  const report = JSON.parse(text);
  return {
    passed: Number(member(report, "numPassedTests")),
    failed: Number(member(report, "numFailedTests")),
    success: member(report, "success") === true,
  };
}

/**
 * @param {unknown} value
 * @param {string} name
 * @returns {unknown}
 */
function member(value, name) {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = printTally() ? 0 : 1;
}
