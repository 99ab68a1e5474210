// The last lines of a test run, as `tally-reporter.mjs` wrote them down: what failed, and `N passed, N failed`.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** @typedef {{ readonly passed: number, readonly failed: number, readonly failures: readonly string[] }} Tally */

export const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Where the reporter writes. */
export const REPORT = fileURLToPath(new URL("../temp/tests.json", import.meta.url));

/** Prints what failed, and the tally; false if anything failed or no test ran. */
export function printTally() {
  const { passed, failed, failures } = readTally();
  // vitest has said it, but often no more than the end of what a run prints is kept.
  for (const failure of failures) {
    console.log(failure);
  }
  if (passed + failed === 0) {
    console.error("No test ran.");
  }
  console.log(`${passed} passed, ${failed} failed`);
  return passed > 0 && failed === 0 && failures.length === 0;
}

/** @returns {Tally} */
function readTally() {
  try {
    return /** @type {Tally} */ (JSON.parse(readFileSync(REPORT, "utf8")));
  } catch {
    // A gate before the tests failed, or vitest died: there is nothing to count.
    return { passed: 0, failed: 0, failures: [] };
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = printTally() ? 0 : 1;
}
