import { withoutPassword } from "../postgres/without-password.js";
import { UsageError } from "./usage-error.js";

/** A database that a run is written to. */
export interface Database {
  readonly connectionString: string;
  /** As it may be shown and kept, and given to `--to` again. */
  readonly shown: string;
}

/**
 * The database of `--to`.
 *
 * @throws UsageError where it is `env`, and the environment has none, and where a password would be taken for something else.
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
    throw new UsageError("env is the database of DATABASE_URL, which is not set");
  }
  if (!URL.canParse(connectionString) || !/^postgres(?:ql)?:/.test(connectionString)) {
    throw new UsageError(
      "DATABASE_URL is no URL such as postgres://user:password@host/database; in a password @ is written %40, / %2F and # %23",
    );
  }
  refuseBarePassword(connectionString, "DATABASE_URL");
  return { connectionString, shown: to };
}

/** What ends the part with the password stands in it: the rest would be shown, as the name of a host or a database. */
function refuseBarePassword(url: string, name: string): void {
  if (/^[a-z]+:\/\/[^/?#]*[/?#].*@/s.test(url)) {
    throw new UsageError(
      `${name} has an @ after a /, a ? or a #; in a password / is written %2F, ? %3F, # %23 and @ %40`,
    );
  }
}
