import * as fc from "fast-check";
import { beforeEach } from "vitest";

// A mutant that is killed must be killed in the next run too; and what killed it needs no smaller example.
// Fewer runs than the 100 of each test run: most mutants die at once, and those that live take all of them.
fc.configureGlobal({ seed: 20_261_124, endOnFailure: true, numRuns: 30 });

// Stryker sees what a test executes. One that loads the sources a second time executes every line at the top of them,
// and would be taken for the test of those.
beforeEach(({ task, skip }) => {
  skip(/another copy|two copies/.test(task.name), "loads the sources a second time");
});
