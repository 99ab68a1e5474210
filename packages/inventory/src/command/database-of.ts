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
 * @throws UsageError where it is `env`, and the environment has none.
 */
export function databaseOf(to: string | undefined): Database | undefined {
  if (to !== "env") {
    return to === undefined ? undefined : { connectionString: to, shown: withoutPassword(to) };
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
  return { connectionString, shown: to };
}
