import type { Pool } from "pg";

/**
 * Does what makes tables while nobody else does: of two processes that are the first, one waits for the other.
 *
 * The lock ends with its transaction. A process that is cut off in the middle is thrown out by the server after two minutes.
 *
 * @param longest - ms for which somebody else is waited for.
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
    // The driver has this option of a query, and its types do not.
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
    // With a connection that is closed its lock is gone, too.
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
/** In ms, for a server that says that it was too long. */
const PATIENCE = 5_000;
