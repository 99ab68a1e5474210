import type { Command } from "commander";
import { jsonLog, LOG_LEVELS, type Log, plainLog } from "./log.js";
import { logLevel } from "./options.js";
import { UsageError } from "./usage-error.js";

/** How a command reports what happens. */
export interface LogOptions {
  readonly json?: boolean;
  readonly logLevel?: string;
}

/** @param what - what `--json` does here. */
export function logOptions(command: Command, what: string): Command {
  return command
    .option("--json", what)
    .option("--log-level <level>", `with --json: ${LOG_LEVELS.join(", ")} (default: info)`, logLevel);
}

/** @throws UsageError for a log level without `--json`. */
export async function logIn({ json = false, logLevel: level }: LogOptions): Promise<Log> {
  if (level !== undefined && !json) {
    throw new UsageError("--log-level only applies to the lines of --json; add --json, or leave --log-level out");
  }
  return json ? await jsonLog(level ?? "info") : plainLog;
}
