// A reporter of vitest: writes down what `tally.mjs` prints. An error outside of a test is a failure, too.

import { writeFileSync } from "node:fs";
import { relative } from "node:path";

import { REPORT, ROOT } from "./tally.mjs";

export default class TallyReporter {
  /**
   * @param {readonly import("vitest/node").TestModule[]} modules
   * @param {readonly import("vitest/node").SerializedError[]} errors
   */
  onTestRunEnd(modules, errors) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const suites = modules.flatMap((module) => [module, ...module.children.allSuites()]);
    /** @type {import("./tally.mjs").Tally} */
    const tally = {
      passed: tests.filter((test) => test.result().state === "passed").length,
      failed: tests.filter((test) => test.result().state === "failed").length,
      failures: [
        ...tests.flatMap((test) => failuresOf(`${pathOf(test.module)} > ${test.fullName}`, test.result().errors)),
        ...suites.flatMap((suite) =>
          failuresOf(pathOf(suite.type === "module" ? suite : suite.module), suite.errors()),
        ),
        ...failuresOf("outside of a test", errors),
      ],
    };
    writeFileSync(REPORT, JSON.stringify(tally));
  }
}

/** @param {import("vitest/node").TestModule} module */
function pathOf({ moduleId }) {
  return relative(ROOT, moduleId);
}

/**
 * @param {string} where
 * @param {readonly { name?: string, message?: string, stack?: string }[]} [errors] anything can be thrown, a text too
 */
function failuresOf(where, errors = []) {
  return errors.map(({ name = "thrown", message = "undefined", stack = "" }) => {
    const [first = ""] = message.split("\n", 1);
    const line = /^ +at .*(?:packages|test|examples|bench)\/.*$/m.exec(stack)?.[0].trim() ?? "";
    return `✗ ${where}: ${name}: ${first.slice(0, LONGEST)} ${line}`.trimEnd();
  });
}

/** Of a message, in characters. */
const LONGEST = 300;
