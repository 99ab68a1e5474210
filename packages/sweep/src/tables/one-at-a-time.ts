import type { Pool } from "pg";

/**
 * Runs `work`, which makes tables, in one process at a time: if two processes begin at once, one waits for the other.
 *
 * The lock ends with its transaction. If a process is cut off in the middle, the server ends its session after two
 * minutes.
 *
 * @param longest - ms to wait for another process.
 */
export async function oneAtATime<Result>(
  pool: Pool,
  work: () => Promise<Result>,
  longest: number = LONGEST_TURN,
): Promise<Result> {
  const client = await pool.connect();
  let isBroken = true;
  try {
    await client.query(
      `begin; set local lock_timeout = ${longest}; set local idle_in_transaction_session_timeout = ${LONGEST_WORK}`,
    );
    // The driver knows the option `query_timeout` of a query, but its types do not.
    const lock = { text: LOCK, query_timeout: longest + PATIENCE };
    await client.query(lock).catch((error: unknown) => {
      throw isLockTimeout(error)
        ? new Error(
            `another process has been making the tables of sweeps for ${longest / 1_000} s; try again, or end it if it hangs`,
            { cause: error },
          )
        : error;
    });
    const result = await work();
    await client.query("commit");
    isBroken = false;
    return result;
  } finally {
    // If the connection is closed, its lock is gone, too.
    client.release(isBroken);
  }
}

function isLockTimeout(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "55P03";
}

const LOCK = "select pg_advisory_xact_lock(hashtextextended('rekognition_sweep tables', 0))";
/** In ms: many workers may start at once. */
const LONGEST_TURN = 60_000;
const LONGEST_WORK = 120_000;
/** In ms: the time for the server to report that the wait was too long. */
const PATIENCE = 5_000;
