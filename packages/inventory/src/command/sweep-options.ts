import type { Command } from "commander";
import { sweepDatabase } from "./options.js";
import { databaseOf } from "./database-of.js";
import type { SweepOptions } from "../sweep/sweep-engine.js";
import { troubleLog } from "./trouble-log.js";
import { UsageError } from "./usage-error.js";

/** Where a sweep is. */
const SWEEP =
  "the Postgres of the sweep: postgres://user@host/database, its password in PGPASSWORD; env for the one in DATABASE_URL; or embedded for one on this machine";

/** `--sweep`, for a command that has nothing else to do. */
export function sweepOption(command: Command): Command {
  return command.option("--sweep <url>", SWEEP, sweepDatabase);
}

/**
 * What the engine is opened with.
 *
 * @param folder - where it is written down where the data of an embedded one are.
 * @param say - how what went wrong without ending anything is said.
 * @throws UsageError where nobody says which database it is.
 */
export function sweepAt(
  sweep: string | undefined,
  folder: string,
  { say }: { readonly say: (sentence: string) => void },
): SweepOptions {
  if (sweep === undefined) {
    throw new UsageError("give the database of the sweep with --sweep postgres://user@host/database, env or embedded");
  }
  const connectionString = sweep === EMBEDDED ? EMBEDDED : (databaseOf(sweep)?.connectionString ?? "");
  return { connectionString, folder, onTrouble: troubleLog(say) };
}

const EMBEDDED = "embedded";
