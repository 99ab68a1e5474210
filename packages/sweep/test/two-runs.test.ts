import { expect, onTestFinished, test } from "vitest";
import { postgresForTests } from "../../inventory/test/support/postgres.js";
import { sweepEngine } from "../src/engine/sweep-engine.js";
import { sweptWorld } from "./support/in-process.js";

const postgres = postgresForTests();

test("a worker that is busy with a slow run finds, reads and ends another one meanwhile", async () => {
  const sweep = await sweepEngine.open({ connectionString: await postgres.database() });
  const { run } = await sweptWorld();
  const stop = new AbortController();
  const working = { done: Promise.resolve() };
  onTestFinished(async () => {
    stop.abort();
    await working.done;
    await sweep.close();
  });
  // One request of each quota in five seconds.
  await sweep.begin({ ...run, rate: 0.2, targets: { ...run.targets, regions: ["us-east-1"] } });
  working.done = sweep.work({ stop: stop.signal });
  await expect.poll(async () => (await sweep.status(run.runId))?.workers[0]?.shards ?? 0, PATIENT).toBeGreaterThan(2);
  const other = { ...run, runId: "other", targets: { ...run.targets, regions: ["eu-west-1"] } };
  expect(await sweep.begin(other)).toMatchObject({ isJoined: false });
  await expect.poll(async () => (await sweep.run("other"))?.isEnded, PATIENT).toBe(true);
  expect(await sweep.run(run.runId)).toMatchObject({ isEnded: false });
});

const PATIENT = { timeout: 60_000 };
