import type { Pool, PoolClient, QueryResultRow } from "pg";

/** Where statements go: a pool, or one connection of it in a transaction. */
export interface Database {
  /**
   * @param name - the name of a statement that is sent with every page. A connection plans a named statement only once.
   */
  query<Row extends QueryResultRow>(text: string, values?: readonly unknown[], name?: string): Promise<readonly Row[]>;
}

/** Sends each statement by itself. */
export function databaseOf(pool: Pool | PoolClient): Database {
  return {
    query: async <Row extends QueryResultRow>(text: string, values: readonly unknown[] = [], name?: string) => {
      const { rows } = await pool.query<Row>({ text, values: [...values], ...(name === undefined ? {} : { name }) });
      return rows;
    },
  };
}

/**
 * Runs all statements of `work` in one transaction: all of them count, or none.
 *
 * If a process is cut off in the middle, or frozen, the server ends its session after a while, since others wait for
 * its locks.
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
      // A rollback would wait for as long again.
      broken = error;
    } else {
      await client.query("rollback").catch((lost: unknown) => {
        broken = lost instanceof Error ? lost : new Error(String(lost));
      });
    }
    throw error;
  } finally {
    // A connection that cannot roll back is not used again.
    client.release(broken);
  }
}

/** Whether the driver reports that a query had no answer in time. */
function isSilence(error: unknown): error is Error {
  return error instanceof Error && error.message === "Query read timeout";
}

/** In ms: our code never waits between two statements of a transaction. */
const LONGEST_PAUSE = 10_000;
