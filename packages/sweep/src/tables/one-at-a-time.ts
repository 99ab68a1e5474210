import type { Pool } from "pg";

/** Does what makes tables while nobody else does: of two processes that are the first, one waits for the other. */
export async function oneAtATime<Result>(pool: Pool, work: () => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  let isBroken = true;
  try {
    await client.query("select pg_advisory_lock(hashtextextended('rekognition_sweep tables', 0))");
    const result = await work();
    await client.query("select pg_advisory_unlock(hashtextextended('rekognition_sweep tables', 0))");
    isBroken = false;
    return result;
  } finally {
    // With a connection that is closed its lock is gone, too.
    client.release(isBroken);
  }
}
