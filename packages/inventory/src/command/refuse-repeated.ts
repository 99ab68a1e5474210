import type { Command } from "commander";
import { UsageError } from "./usage-error.js";
import { takesValue, traitsOf } from "./value-parser.js";

/** Refuses an option that takes one value and is given twice: otherwise the last would win silently. */
export function refuseRepeated(command: Command): void {
  for (const option of command.options) {
    const { isList = false, isSecret = false } = traitsOf(option);
    if (!takesValue(option) || isList) {
      continue;
    }
    let first: string | undefined;
    // Runs after commander's own listener, which reports a bad value first.
    command.on(`option:${option.name()}`, (value: string) => {
      if (first !== undefined) {
        const values = isSecret ? "" : `, as ${JSON.stringify(first)} and ${JSON.stringify(value)}`;
        throw new UsageError(`--${option.name()} was given twice${values}; it takes one value`);
      }
      first = value;
    });
  }
}
