import { setTimeout as delay } from "node:timers/promises";
import { Client, Pool } from "pg";
import { describe, expect, onTestFinished, test } from "vitest";
import { postgresForTests } from "../../inventory/test/support/postgres.js";
import { sweepEngine } from "../src/engine/sweep-engine.js";
import { sweepPool } from "../src/engine/sweep-pool.js";
import { BossQueues } from "../src/queues/boss-queues.js";
import { oneAtATime } from "../src/tables/one-at-a-time.js";
import { atMost } from "../src/time/at-most.js";
import { SweepWorker } from "../src/work/sweep-worker.js";
import { holeBefore } from "./support/hole.js";
import { sweptWorld, workedOut } from "./support/in-process.js";

const postgres = postgresForTests();

/** A run, and a worker of it whose way to the database can be cut. */
async function workerByHole({ longestAnswer, longestStop }: { longestAnswer?: number; longestStop?: number }) {
  const database = await postgres.database();
  const { run, emulator, undisturbed } = await sweptWorld({ latency: 20 }, 20);
  const sweep = await sweepEngine.open({ connectionString: database });
  onTestFinished(() => sweep.close());
  await sweep.begin(run);
  const hole = await holeBefore(database);
  const { pool, end } = sweepPool(hole.connectionString, longestAnswer);
  const troubles: unknown[] = [];
  const queues = await BossQueues.open(pool, (error) => troubles.push(error));
  const stop = new AbortController();
  const work = { runId: run.runId, stop: stop.signal };
  const working = new SweepWorker(pool, queues, work, (error) => troubles.push(error), longestStop).run();
  await expect.poll(() => emulator.requests.length, { timeout: 20_000 }).toBeGreaterThan(10);
  hole.isOpen = true;
  const close = async () => {
    await atMost(1_000, queues.close());
    await end();
  };
  return { hole, troubles, stop, working, close, undisturbed, rows: () => workedOut(sweep, run) };
}

describe("a database that is silent", () => {
  test("for a while, without a connection that ends, costs a run nothing", async () => {
    const { hole, troubles, working, rows, undisturbed, close } = await workerByHole({ longestAnswer: 1_500 });
    await delay(1_000);
    hole.isOpen = false;
    await working;
    await close();
    expect(await rows()).toEqual(await undisturbed());
    expect(troubles.join()).toContain("Query read timeout");
  });

  test("keeps no worker from stopping", async () => {
    const { stop, working, close } = await workerByHole({ longestStop: 500 });
    stop.abort();
    await expect(working).resolves.toBeUndefined();
    await expect(close()).resolves.toBeUndefined();
  }, 10_000);
});

test("opening ends as it is asked to, and says who keeps it from its tables", async () => {
  const connectionString = await postgres.database();
  const other = new Client({ connectionString });
  await other.connect();
  onTestFinished(() => other.end());
  await other.query("select pg_advisory_lock(hashtextextended('rekognition_sweep tables', 0))");
  const stop = new AbortController();
  const opening = sweepEngine.open({ connectionString, signal: stop.signal });
  await delay(200);
  stop.abort(new Error("enough"));
  await expect(opening).rejects.toThrow("enough");

  const pool = new Pool({ connectionString });
  onTestFinished(() => pool.end());
  await expect(oneAtATime(pool, () => Promise.resolve(), 100)).rejects.toThrow(
    "another process has been making the tables of sweeps for 0.1 s; try again, or end it if it hangs",
  );
});
