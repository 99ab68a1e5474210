import { withoutPassword } from "../postgres/without-password.js";
import { UsageError } from "./usage-error.js";

/** A database that a run is written to. */
export interface Database {
  readonly connectionString: string;
  /** What may be shown and kept, and can be given to `--to` again. */
  readonly shown: string;
}

/**
 * The database of `--to`.
 *
 * @throws UsageError if it is `env` and the environment names no database, or if a part of the password would be taken
 * for another part of the URL.
 */
export function databaseOf(to: string | undefined): Database | undefined {
  if (to === undefined) {
    return undefined;
  }
  if (to !== "env") {
    refuseBarePassword(to, "the URL of the database");
    return { connectionString: to, shown: withoutPassword(to) };
  }
  const connectionString = process.env["DATABASE_URL"];
  if (connectionString === undefined || connectionString === "") {
    throw new UsageError("env stands for the database in DATABASE_URL, which is not set");
  }
  if (!URL.canParse(connectionString) || !/^postgres(?:ql)?:/.test(connectionString)) {
    throw new UsageError(
      "DATABASE_URL is no URL such as postgres://user:password@host/database; in a password @ is written %40, / %2F and # %23",
    );
  }
  refuseBarePassword(connectionString, "DATABASE_URL");
  return { connectionString, shown: to };
}

/**
 * Refuses a password with `/`, `?` or `#` in it: these end the part with the password, and the rest would be shown as a
 * host or a database.
 */
function refuseBarePassword(url: string, name: string): void {
  if (/^[a-z]+:\/\/[^/?#]*[/?#].*@/s.test(url)) {
    throw new UsageError(
      `${name} has an @ after a /, a ? or a #; in a password / is written %2F, ? %3F, # %23 and @ %40`,
    );
  }
}
