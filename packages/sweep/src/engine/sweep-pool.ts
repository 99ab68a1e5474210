import { Socket } from "node:net";
import { Pool } from "pg";
import { atMost } from "../work/at-most.js";

/** The connections of a process, and their end. */
export interface SweepPool {
  readonly pool: Pool;
  /** Within two seconds: a connection that has not ended by then is cut off. */
  readonly end: () => Promise<void>;
}

/**
 * Connections that do not wait for ever: a query without an answer fails after twenty seconds, and its connection is thrown
 * away.
 *
 * @param longestAnswer - these, in ms. A `query_timeout` of the connection string goes first.
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
    stream: () => {
      const socket = new Socket();
      sockets.add(socket);
      socket.once("close", () => sockets.delete(socket));
      return socket;
    },
  });
  // A connection that is lost: whoever uses it next finds out.
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

function ignore(): void {}

/** Of a worker, whatever it works on: a step holds one for a millisecond. */
const CONNECTIONS = 6;
/** In ms: a database that does not answer for so long as it is connected to is not there. */
const LONGEST_SILENCE = 10_000;
/** In ms, for any statement: most last a few, and a connection that died without a word would be waited for for ever. */
const LONGEST_ANSWER = 20_000;
/** In ms. */
const LONGEST_END = 2_000;
