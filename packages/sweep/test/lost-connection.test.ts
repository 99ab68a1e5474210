import { type Client, Pool } from "pg";
import { expect, test } from "vitest";
import { postgresForTests } from "../../inventory/test/support/postgres.js";
import { isLostConnection } from "../src/store/is-lost-connection.js";
import { openTables } from "../src/tables/open-tables.js";

const postgres = postgresForTests();

/** Has the server end the session of a pool before the query at a position, counted over all its connections. */
function cutAt(pool: Pool, position: number, cut: (pid: number) => Promise<unknown>): { readonly isCut: boolean } {
  const state = { isCut: false };
  let queries = 0;
  pool.on("connect", (client: Client) => {
    client.on("error", () => {});
    const query = client.query.bind(client);
    Reflect.set(client, "query", async (...args: readonly unknown[]): Promise<unknown> => {
      queries += 1;
      if (queries === position) {
        state.isCut = true;
        await cut(Number(Reflect.get(client, "processID")));
      }
      const result: unknown = await Reflect.apply(query, undefined, args);
      return result;
    });
  });
  return state;
}

test("a connection that is cut is known to be, however far the making of the tables has come", async () => {
  const found: { readonly message: string; readonly isLost: boolean }[] = [];
  for (let isWhole = false; !isWhole;) {
    const database = await postgres.database();
    const pool = new Pool({ connectionString: database });
    // The end of the socket may come when the connection is back in the pool already.
    pool.on("error", () => {});
    const state = cutAt(pool, found.length + 1, (pid) =>
      postgres.rows(database, `select pg_terminate_backend(${pid}, 5000)`),
    );
    const error: unknown = await openTables(pool).catch((reason: unknown) => reason);
    await pool.end();
    isWhole = !state.isCut;
    if (!isWhole) {
      found.push({ message: String(error), isLost: isLostConnection(error) });
    }
  }
  expect(found.length).toBeGreaterThan(10);
  expect(found.filter(({ isLost }) => !isLost)).toEqual([]);
});
