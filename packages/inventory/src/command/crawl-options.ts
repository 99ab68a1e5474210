import type { Command } from "commander";
import { rate, wholeNumber } from "./options.js";

/** Options that say how fast a run asks. */
export function crawlOptions(command: Command): Command {
  return command
    .option("--rate <n>", "requests per second for each account, region and operation (default: 5)", rate)
    .option("--concurrency <n>", "accounts and regions at a time", wholeNumber, 16);
}
