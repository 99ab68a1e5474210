import { Socket } from "node:net";
import type { Kysely, Migrator } from "kysely";
import { DatabaseError } from "./database-error.js";
import { withoutPassword } from "./without-password.js";

/** Where `writeToPostgres` writes. */
export interface WriteToPostgresOptions {
  /**
   * `postgres://user@host:5432/database`. What it leaves out, the password too, is taken from `PGHOST`, `PGUSER`,
   * `PGPASSWORD` and the like.
   *
   * @defaultValue what these say
   */
  readonly connectionString?: string | undefined;
  /** The schema of the tables; it is made if there is none. @defaultValue `rekognition` */
  readonly schema?: string | undefined;
  /** Aborting it ends the writing with the signal's reason: the tables are as they were. */
  readonly signal?: AbortSignal | undefined;
}

/** Works with a database whose tables are made, and brought up to date, first. For the rest as {@link withConnection}. */
export function withDatabase(
  options: WriteToPostgresOptions,
  work: (db: Kysely<unknown>) => Promise<void>,
): Promise<void> {
  return withConnection(options, "write to", async (db, migrator) => {
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) {
      throw error;
    }
    await work(db);
  });
}

/**
 * Works with tables that are there. Makes none: whoever reads changes nothing.
 *
 * Rejects as {@link withConnection}, and with a `DatabaseError` where they are not there or of another release.
 */
export function withTables(
  options: WriteToPostgresOptions,
  work: (db: Kysely<unknown>) => Promise<void>,
): Promise<void> {
  return withConnection(options, "read", async (db, migrator) => {
    const { CompiledQuery } = await import("kysely");
    const migrations = await migrator.getMigrations();
    const { rows } = await db.executeQuery<{ readonly isHidden: boolean }>(
      CompiledQuery.raw(
        `select not has_schema_privilege(oid, 'usage') as "isHidden" from pg_namespace where nspname = $1`,
        [options.schema ?? SCHEMA],
      ),
    );
    if (rows[0]?.isHidden === true) {
      throw new Error(
        `permission denied for schema ${options.schema ?? SCHEMA}; have USAGE and SELECT granted to this user`,
      );
    }
    const made = migrations.filter(({ executedAt }) => executedAt !== undefined).length;
    if (made < migrations.length) {
      throw new Error(
        made === 0
          ? `it has no tables of an inventory; write a run into it first, with --to`
          : `its tables are of an earlier release; write a run into it first, with --to, which brings them up to date`,
      );
    }
    await work(db);
  });
}

/**
 * Works with a database.
 *
 * An abort ends whatever waits for the database, also for one that never answers. Rejects with the signal's reason then,
 * with a `DatabaseError` for what Postgres or the way to it says, and with what `work` does for any error of ours.
 */
async function withConnection(
  { connectionString, schema = SCHEMA, signal }: WriteToPostgresOptions,
  kind: "read" | "write to",
  work: (db: Kysely<unknown>, migrator: Migrator) => Promise<void>,
): Promise<void> {
  signal?.throwIfAborted();
  // Whoever has no database does not load them.
  const [{ Kysely, Migrator, PostgresDialect }, { Pool }, { migrationsOf }] = await Promise.all([
    import("kysely"),
    import("pg"),
    import("./migrations/migrations.js"),
  ]);
  const sockets = new Set<Socket>();
  const pool = new Pool({
    connectionString,
    max: 2,
    application_name: "rekognition-inventory",
    connectionTimeoutMillis: LONGEST_SILENCE,
    keepAlive: true,
    keepAliveInitialDelayMillis: LONGEST_SILENCE,
    stream: () => {
      signal?.throwIfAborted();
      const socket = new Socket();
      sockets.add(socket);
      return socket;
    },
  });
  // A connection that is lost, in use or not: whoever uses it next gets the error, and the process must not end by it.
  pool.on("error", ignore);
  pool.on("connect", (client) => client.on("error", ignore));
  const leave = (): void => {
    for (const socket of sockets) {
      socket.destroy();
    }
  };
  signal?.addEventListener("abort", leave, { once: true });
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    await work(db, new Migrator({ db, provider: migrationsOf(schema), migrationTableSchema: schema }));
  } catch (error) {
    signal?.throwIfAborted();
    throw isOurs(error)
      ? error
      : new DatabaseError({ database: withoutPassword(connectionString ?? "postgres:"), work: kind, cause: error });
  } finally {
    signal?.removeEventListener("abort", leave);
    await db.destroy().catch(ignore);
  }
}

function isOurs(error: unknown): boolean {
  return error instanceof Error && "_tag" in error;
}

export const SCHEMA = "rekognition";

/** In milliseconds: a database that does not answer for so long as it is connected to is not there. */
const LONGEST_SILENCE = 10_000;

function ignore(): void {}
