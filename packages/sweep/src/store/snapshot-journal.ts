import type { Step, SweepJournal } from "@rekognition-rx/inventory";
import type { Pool, PoolClient } from "pg";
import { SCHEMA } from "../tables/open-tables.js";
import { databaseOf } from "./database.js";

/**
 * The steps of a run as a journal, read from one snapshot: each iteration gives the same steps, whatever workers add
 * meanwhile. Only a few megabytes of steps are in memory at a time.
 *
 * The journal holds a connection until it is closed.
 *
 * @param failed - makes the error that the iteration rejects with, from an error of the database.
 */
export async function snapshotJournal(
  pool: Pool,
  runId: string,
  failed: (error: unknown) => Error,
): Promise<SweepJournal> {
  const client = await pool.connect();
  try {
    await client.query("begin isolation level repeatable read read only");
    // The first query takes the snapshot, whatever it asks.
    await client.query("select 1");
  } catch (error) {
    client.release(true);
    throw error;
  }
  return new SnapshotJournal(client, runId, failed);
}

class SnapshotJournal implements SweepJournal {
  readonly #client: PoolClient;
  readonly #runId: string;
  readonly #failed: (error: unknown) => Error;

  constructor(client: PoolClient, runId: string, failed: (error: unknown) => Error) {
    this.#client = client;
    this.#runId = runId;
    this.#failed = failed;
  }

  append(): Promise<void> {
    return Promise.reject(new Error("the steps of a sweep are kept by its workers; this is a snapshot of them"));
  }

  async *steps(): AsyncGenerator<Step, void, undefined> {
    const database = databaseOf(this.#client);
    for (let last = "0"; ;) {
      const next = database.query<{ readonly seq: string; readonly body: string }>(BATCH, [this.#runId, last]);
      const rows = await next.catch((error: unknown) => {
        throw this.#failed(error);
      });
      for (const { seq, body } of rows) {
        last = seq;
        yield JSON.parse(body) as Step;
      }
      if (rows.length === 0) {
        return;
      }
    }
  }

  async close(): Promise<void> {
    try {
      await this.#client.query("rollback");
      this.#client.release();
    } catch {
      this.#client.release(true);
    }
  }
}

/** The next steps: as many as fit into 4 MB, and one more, whatever its size. */
const BATCH = `
  select seq, body from (
    select seq, body, sum(size) over (order by seq) - size as before
    from (select seq, size, body from ${SCHEMA}.steps where run_id = $1 and seq > $2 order by seq limit 500) next
  ) sized
  where before < 4000000
  order by seq`;
