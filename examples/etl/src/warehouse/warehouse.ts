import { Kysely, PostgresDialect, sql, type Transaction } from "kysely";
import { Pool, type PoolClient } from "pg";
import { createTables } from "./create-tables.js";
import type { DeadLetter } from "./dead-letter.js";
import { deleteGone } from "./delete-gone.js";
import { SCHEMA } from "./schema.js";
import { type AnyTable, DEAD_LETTERS } from "./table.js";
import { upsert } from "./upsert.js";
import { WarehouseError } from "./warehouse-error.js";

/** A walk of one account and region; each has a position of its own. */
export interface WalkKey {
  readonly accountId: string;
  readonly region: string;
  readonly walk: string;
}

/** How far a walk has come. */
export interface WalkPosition {
  /** `undefined` before its first batch. */
  readonly resumeToken: string | undefined;
  readonly isDone: boolean;
}

/** The rows of some pages of a walk, and the items on them that could not be read. */
export interface Batch {
  readonly table: AnyTable;
  readonly rows: readonly object[];
  readonly deadLetters: readonly DeadLetter[];
  readonly pages: number;
}

/** The tables. A batch and the position after it are written together: both or neither. */
export class Warehouse {
  readonly #pool: Pool;
  readonly #db: Kysely<unknown>;
  #lock: PoolClient | undefined;
  /** Why the lock is not held any more. */
  #lost: Error | undefined;
  #isOpen = false;

  /** @param connectionString - what it leaves out is taken from `PGHOST`, `PGPASSWORD` and the like. */
  constructor(connectionString: string) {
    this.#pool = new Pool({
      connectionString,
      // One for each walk, and one for the lock.
      max: 4,
      application_name: "rekognition-etl",
      connectionTimeoutMillis: 10_000,
      // A network that is cut reports no error.
      query_timeout: 60_000,
      keepAlive: true,
    });
    // A connection may be lost while nobody uses it: the next query gets the error.
    this.#pool.on("error", ignore);
    // A connection in use may be lost between two of its queries: the next one fails. This must not end the process.
    this.#pool.on("connect", (client) => {
      client.on("error", ignore);
      // The lock is held during the whole run, and its connection is idle all the time.
      client.query(NEVER_TOO_IDLE).catch(ignore);
    });
    this.#db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: this.#pool }) });
  }

  /** Makes the tables if there are none, and keeps every other run away from them. */
  open(): Promise<void> {
    return this.#asked(async () => {
      const lock = await this.#pool.connect();
      this.#lock = lock;
      lock.on("error", (error) => (this.#lost = error));
      // A run that was killed may still be in its last commit.
      await lock.query("set lock_timeout = '5s'");
      await lock.query("select pg_advisory_lock(hashtextextended($1, 0))", [SCHEMA]);
      await createTables(this.#db);
      this.#isOpen = true;
    });
  }

  position({ accountId, region, walk }: WalkKey): Promise<WalkPosition> {
    return this.#asked(async () => {
      const { rows } = await sql<{ readonly resume_token: string | null; readonly is_done: boolean }>`
        select resume_token, is_done from ${sql.id(SCHEMA, "positions")}
        where account_id = ${accountId} and region = ${region} and walk = ${walk}
      `.execute(this.#db);
      return { resumeToken: rows[0]?.resume_token ?? undefined, isDone: rows[0]?.is_done === true };
    });
  }

  /** In one transaction: a run that is killed has written both batch and position, or neither. */
  commit(key: WalkKey, batch: Batch, position: WalkPosition): Promise<void> {
    return this.#asked(() =>
      this.#db.transaction().execute(async (transaction) => {
        await upsert(transaction, batch.table, batch.rows);
        await upsert(transaction, DEAD_LETTERS, batch.deadLetters);
        await writePosition(transaction, key, batch, position);
      }),
    );
  }

  /** Makes the walks begin again. Rows stay until they are written again. Dead letters are removed: all items are read again. */
  forget({ accountId, region }: Omit<WalkKey, "walk">): Promise<void> {
    return this.#asked(() =>
      this.#db.transaction().execute(async (transaction) => {
        for (const table of ["positions", "dead_letters"]) {
          await sql`
            delete from ${sql.id(SCHEMA, table)} where account_id = ${accountId} and region = ${region}
          `.execute(transaction);
        }
      }),
    );
  }

  /** Deletes the rows of what is gone. Call it when all walks are done. */
  deleteGone({ accountId, region }: Omit<WalkKey, "walk">): Promise<void> {
    return this.#asked(() =>
      this.#db.transaction().execute((transaction) => deleteGone(transaction, accountId, region)),
    );
  }

  /** How many dead letters there are, of this run and those before it. */
  deadLetters({ accountId, region }: Omit<WalkKey, "walk">): Promise<number> {
    return this.#asked(async () => {
      const { rows } = await sql<{ readonly count: number }>`
        select count(*)::int as count from ${sql.id(SCHEMA, "dead_letters")}
        where account_id = ${accountId} and region = ${region}
      `.execute(this.#db);
      return rows[0]?.count ?? 0;
    });
  }

  async close(): Promise<void> {
    // With `true`, the connection is closed, which frees the lock.
    this.#lock?.release(true);
    this.#lock = undefined;
    await this.#db.destroy();
  }

  async #asked<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      if (this.#lost !== undefined) {
        throw this.#lost;
      }
      return await work();
    } catch (error) {
      throw new WarehouseError(error, this.#isOpen);
    }
  }
}

async function writePosition(
  transaction: Transaction<unknown>,
  { accountId, region, walk }: WalkKey,
  { pages }: Batch,
  { resumeToken, isDone }: WalkPosition,
): Promise<void> {
  await sql`
    insert into ${sql.id(SCHEMA, "positions")} as there (account_id, region, walk, resume_token, is_done, pages)
    values (${accountId}, ${region}, ${walk}, ${resumeToken ?? null}, ${isDone}, ${pages})
    on conflict (account_id, region, walk) do update set
      resume_token = excluded.resume_token, is_done = excluded.is_done,
      pages = there.pages + excluded.pages, moved_at = now()
  `.execute(transaction);
}

/** Postgres 13 has no such setting: the query then does nothing. */
const NEVER_TOO_IDLE = "select set_config(name, '0', false) from pg_settings where name = 'idle_session_timeout'";

function ignore(): void {}
