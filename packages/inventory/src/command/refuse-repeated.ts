import type { Command } from "commander";
import { UsageError } from "./usage-error.js";
import { takesValue, traitsOf } from "./value-parser.js";

/** Refuses an option of a command that takes one value and is given twice: the last would win without a word. */
export function refuseRepeated(command: Command): void {
  for (const option of command.options) {
    const { isList = false, isSecret = false } = traitsOf(option);
    if (!takesValue(option) || isList) {
      continue;
    }
    let first: string | undefined;
    // After commander's own listener: a value that is bad is said to be.
    command.on(`option:${option.name()}`, (value: string) => {
      if (first !== undefined) {
        const values = isSecret ? "" : `, as ${JSON.stringify(first)} and ${JSON.stringify(value)}`;
        throw new UsageError(`--${option.name()} was given twice${values}; it takes one value`);
      }
      first = value;
    });
  }
}
