import type { Command } from "commander";
import { rate, wholeNumber } from "./options.js";

/** How fast a run asks. */
export function crawlOptions(command: Command): Command {
  return command
    .option("--rate <n>", "requests a second of each account, region and operation (default: 5)", rate)
    .option("--concurrency <n>", "accounts and regions at a time", wholeNumber, 16);
}
