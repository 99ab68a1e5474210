import type { Pool, PoolClient, QueryResultRow } from "pg";

/** Where statements go: a pool, or one connection of it in a transaction. */
export interface Database {
  /** @param name - of a statement that is sent with every page: a connection plans it once. */
  query<Row extends QueryResultRow>(text: string, values?: readonly unknown[], name?: string): Promise<readonly Row[]>;
}

/** Each statement by itself. */
export function databaseOf(pool: Pool | PoolClient): Database {
  return {
    query: async <Row extends QueryResultRow>(text: string, values: readonly unknown[] = [], name?: string) => {
      const { rows } = await pool.query<Row>({ text, values: [...values], ...(name === undefined ? {} : { name }) });
      return rows;
    },
  };
}

/**
 * All statements of `work`, or none.
 *
 * A process that is cut off in the middle, or frozen, is thrown out by the server after a while: others wait for its locks.
 */
export async function inTransaction<Result>(
  pool: Pool,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(`begin; set local idle_in_transaction_session_timeout = ${LONGEST_PAUSE}`);
    const result = await work(databaseOf(client));
    await client.query("commit");
    return result;
  } catch (error) {
    if (isSilence(error)) {
      // It would wait for as long again.
      broken = error;
    } else {
      await client.query("rollback").catch((lost: unknown) => {
        broken = lost instanceof Error ? lost : new Error(String(lost));
      });
    }
    throw error;
  } finally {
    // A connection that cannot roll back is not given to anybody else.
    client.release(broken);
  }
}

/** What the driver says of a query that had no answer in time. */
function isSilence(error: unknown): error is Error {
  return error instanceof Error && error.message === "Query read timeout";
}

/** In ms: between two statements of a transaction nobody waits for anything. */
const LONGEST_PAUSE = 10_000;
