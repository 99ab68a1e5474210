import { Socket } from "node:net";
import { type ClientBase, Pool } from "pg";
import { atMost } from "../time/at-most.js";

/** The connections of a process, and how to end them. */
export interface SweepPool {
  readonly pool: Pool;
  /** Ends all connections within two seconds. A connection that has not ended by then is cut off. */
  readonly end: () => Promise<void>;
}

/**
 * Connections that do not wait for ever: a query without an answer fails after twenty seconds, and its connection is thrown
 * away.
 *
 * @param longestAnswer - this time, in ms. A `query_timeout` in the connection string overrides it.
 */
export function sweepPool(connectionString: string, longestAnswer: number = LONGEST_ANSWER): SweepPool {
  const sockets = new Set<Socket>();
  const pool = new Pool({
    connectionString,
    max: CONNECTIONS,
    application_name: "rekognition-sweep",
    connectionTimeoutMillis: LONGEST_SILENCE,
    query_timeout: longestAnswer,
    keepAlive: true,
    keepAliveInitialDelayMillis: LONGEST_SILENCE,
    // oxlint-disable-next-line typescript/no-misused-promises -- pg awaits what it returns, which the type does not say
    onConnect: setIsolation,
    stream: () => {
      const socket = new Socket();
      sockets.add(socket);
      socket.once("close", () => sockets.delete(socket));
      return socket;
    },
  });
  // Ignores a lost connection: the next query on it reports the loss.
  pool.on("error", ignore);
  pool.on("connect", (client) => client.on("error", ignore));
  return {
    pool,
    end: async () => {
      await atMost(LONGEST_END, pool.end());
      for (const socket of sockets) {
        socket.destroy();
      }
    },
  };
}

/**
 * Statements fence themselves by locks, for which "read committed" is enough. Under a stricter level, which a database may
 * have as its default, those that touch the same run would fail all the time, and nothing would come to its end.
 */
async function setIsolation(client: ClientBase): Promise<void> {
  await client.query("set default_transaction_isolation to 'read committed'");
}

function ignore(): void {}

/** The connections of a worker, whatever it works on: a step holds one for a millisecond. */
const CONNECTIONS = 6;
/** In ms: if connecting takes longer, the database counts as unreachable. */
const LONGEST_SILENCE = 10_000;
/**
 * In ms, for any statement. Most take a few. Without this limit, a worker would wait for ever for a connection that
 * died silently.
 */
const LONGEST_ANSWER = 20_000;
/** In ms. */
const LONGEST_END = 2_000;
