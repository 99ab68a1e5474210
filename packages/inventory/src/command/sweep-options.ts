import type { Command } from "commander";
import { sweepDatabase } from "./options.js";
import { databaseOf } from "./database-of.js";
import type { SweepOptions } from "../sweep/sweep-engine.js";
import { troubleLog } from "./trouble-log.js";
import { UsageError } from "./usage-error.js";

/** The help of `--sweep`. */
const SWEEP =
  "the Postgres of the sweep: postgres://user@host/database, its password in PGPASSWORD; env for the one in DATABASE_URL; or embedded for one on this machine";

/** Adds `--sweep` to a command. */
export function sweepOption(command: Command): Command {
  return command.option("--sweep <url>", SWEEP, sweepDatabase);
}

/**
 * The options to open the engine with.
 *
 * @param folder - for `embedded`: the folder with the note that says where the data are.
 * @param say - reports trouble that does not end the work.
 * @throws UsageError if no database is given.
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
