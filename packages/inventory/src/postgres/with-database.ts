import { Socket } from "node:net";
import type { Kysely, Migrator } from "kysely";
import { DatabaseError } from "./database-error.js";
import { withoutPassword } from "./without-password.js";

/** The options of `writeToPostgres`. */
export interface WriteToPostgresOptions {
  /**
   * `postgres://user@host:5432/database`. Parts that it leaves out, such as the password, are taken from `PGHOST`,
   * `PGUSER`, `PGPASSWORD` and the like.
   *
   * @defaultValue the values of these variables
   */
  readonly connectionString?: string | undefined;
  /** The schema of the tables. It is made if there is none. @defaultValue `rekognition` */
  readonly schema?: string | undefined;
  /** Aborting it ends the writing with the signal's reason: the tables are as they were. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Works with a database. Its tables are made, and brought up to date, first. For the rest see {@link withConnection}.
 */
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
 * Works with tables that are there. It makes none, since reading changes nothing.
 *
 * Rejects like {@link withConnection}, and with a `DatabaseError` if the tables are missing or of an earlier release.
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
 * An abort ends every wait for the database, even for one that never answers. Rejects with the signal's reason then. An
 * error of Postgres or of the connection becomes a `DatabaseError`, and an error of ours stays as it is.
 */
async function withConnection(
  { connectionString, schema = SCHEMA, signal }: WriteToPostgresOptions,
  kind: "read" | "write to",
  work: (db: Kysely<unknown>, migrator: Migrator) => Promise<void>,
): Promise<void> {
  signal?.throwIfAborted();
  // Loaded only if a database is used.
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
  // A lost connection, in use or not, must not end the process. The next user of the connection gets the error.
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

/** In milliseconds: if a database does not answer a new connection for so long, it counts as absent. */
const LONGEST_SILENCE = 10_000;

function ignore(): void {}
