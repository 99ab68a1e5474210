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

/** All statements of `work`, or none. */
export async function inTransaction<Result>(
  pool: Pool,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin");
    const result = await work(databaseOf(client));
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch((lost: unknown) => {
      broken = lost instanceof Error ? lost : new Error(String(lost));
    });
    throw error;
  } finally {
    // A connection that cannot roll back is not given to anybody else.
    client.release(broken);
  }
}
