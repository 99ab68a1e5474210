import * as fc from "fast-check";
import { Pool } from "pg";
import type { WalkStep } from "@rekognition-rx/inventory";
import { afterAll, beforeAll, expect, test } from "vitest";
import { postgresForTests } from "../../inventory/test/support/postgres.js";
import { claimShard } from "../src/store/claims.js";
import { giveBackShard } from "../src/store/ended-shards.js";
import { StepWriter } from "../src/store/step-writer.js";
import { openTables } from "../src/tables/open-tables.js";
import { runSchedule, type Schedule } from "./schedules/run-schedule.js";
import { begunRun, leaseOf, PAGE } from "./support/begun-run.js";

// As `npx -y pnpm@10 run prove schedules`, which plays 100 000.

const SEED = process.env["SEED"];
const SCHEDULES = Number(process.env["SCHEDULES"] ?? 40);
/** Schedules are runs of one database, and several of them are played at once. */
const SIDE_BY_SIDE = 4;
const postgres = postgresForTests();
let pool: Pool;

beforeAll(async () => {
  // Nobody kills this server: it need not wait for the disk.
  pool = new Pool({
    connectionString: await postgres.database(),
    max: 2 * SIDE_BY_SIDE,
    options: "-c synchronous_commit=off",
  });
  // The server may stop before the last connection has said good-bye.
  pool.on("error", () => undefined);
  await openTables(pool);
});

afterAll(() => pool.end());

const NOBODYS = { shard: "0", job: "", attempt: 0 };

const schedule = fc.record({
  targets: fc.integer({ min: 1, max: 4 }),
  pages: fc.integer({ min: 1, max: 3 }),
  choices: fc.array(fc.nat({ max: 1_000 }), { maxLength: 60, size: "max" }),
});

test("a worker whose shard has got another job writes nothing, though the attempts have the same number", async () => {
  const runId = "earlier job";
  const { engine, found, leases } = await begunRun(pool, runId);
  const [first = NOBODYS] = leases;
  const second = { ...first, attempt: 1 };
  expect(await claimShard(pool, first, "frozen")).toBeDefined();
  expect(await claimShard(pool, second, "asked to stop")).toBeDefined();
  await engine.within((queues) => giveBackShard(pool, queues, second, { failed: false }));
  const next = engine.jobs.find(({ queue, id }) => queue === "shard" && id !== first.job);
  expect(await claimShard(pool, { ...first, job: next?.id ?? "" }, "the next one")).toMatchObject({ barren: 1 });
  const [step = PAGE] = found;
  const kept = engine.within((queues) =>
    new StepWriter(pool, queues).keep({ runId, lease: first, depth: ["projects"], step, mayBeLast: false }),
  );
  await expect(kept).rejects.toThrow("the lease of shard");
  // Nor may it claim it.
  expect(await claimShard(pool, first, "frozen")).toBeUndefined();
});

test("a step whose walk does not stand where it goes on from writes nothing", async () => {
  const runId = "a standby took over";
  const { engine, found, leases } = await begunRun(pool, runId);
  const [lease = NOBODYS] = leases;
  expect(await claimShard(pool, lease, "here")).toBeDefined();
  const keep = (pages: number, more: Partial<WalkStep> = {}) =>
    engine.within((queues) =>
      new StepWriter(pool, queues).keep({
        runId,
        lease,
        depth: ["projects"],
        mayBeLast: false,
        step: { ...PAGE, target: found[0]?.target ?? "", pages, position: `page ${pages}`, ...more },
      }),
    );
  await keep(1);
  // Again, one too many, about another generation, and a failure after more than there is.
  for (const step of [
    () => keep(1),
    () => keep(3),
    () => keep(2, { generation: 1 }),
    () => keep(2, { outcome: "partial", error: { name: "Error", message: "failed" } }),
  ]) {
    await expect(step()).rejects.toThrow("the lease of shard");
  }
  await keep(2);
  await keep(1, { generation: 1 });
  await keep(1, { generation: 1, outcome: "partial", error: { name: "Error", message: "failed" } });
  await expect(keep(2, { generation: 1 })).rejects.toThrow("the lease of shard");
  const { rows } = await pool.query("select 1 from rekognition_sweep.steps where run_id = $1", [runId]);
  // The run, its target, and four of the walk.
  expect(rows).toHaveLength(6);
});

test("a shard that a worker failed with is another's turn, while there is another", async () => {
  const { engine } = await begunRun(pool, "whose turn");
  const claim = async (worker: string) => {
    const job = engine.jobs.findLast(({ queue }) => queue === "shard");
    const lease = job === undefined ? NOBODYS : leaseOf(job);
    const claimed = await claimShard(pool, lease, worker);
    await engine.within((queues) => giveBackShard(pool, queues, lease, { failed: claimed?.isAgain === false }));
    return { isAgain: claimed?.isAgain, failures: claimed?.failures };
  };
  expect(await claim("poor")).toEqual({ isAgain: false, failures: 0 });
  // Alone it is its turn again.
  expect(await claim("poor")).toEqual({ isAgain: false, failures: 1 });
  await pool.query("insert into rekognition_sweep.workers (id, host, pid) values ('rich', 'here', 1)");
  expect(await claim("poor")).toEqual({ isAgain: true, failures: 2 });
  expect(await claim("poor")).toEqual({ isAgain: true, failures: 2 });
  expect(await claim("rich")).toEqual({ isAgain: false, failures: 2 });
  expect(await claim("poor")).toEqual({ isAgain: false, failures: 3 });
  await pool.query("delete from rekognition_sweep.workers");
});

test(
  "whenever jobs are handed out again, and whoever still works on them, each page is kept once, and the run ends",
  async () => {
    let runs = 0;
    const play = async (each: Schedule): Promise<void> => {
      runs += 1;
      const runId = `run ${runs}`;
      expect(await runSchedule(pool, runId, each)).toEqual([]);
      await pool.query("delete from rekognition_sweep.runs where run_id = $1", [runId]);
    };
    const sideBySide = fc.array(schedule, { minLength: SIDE_BY_SIDE, maxLength: SIDE_BY_SIDE });
    await fc.assert(
      fc.asyncProperty(sideBySide, async (all) => {
        await Promise.all(all.map(play));
      }),
      { numRuns: Math.ceil(SCHEDULES / SIDE_BY_SIDE), ...(SEED === undefined ? {} : { seed: Number(SEED) }) },
    );
  },
  // In full it takes as long as it takes.
  process.env["SCHEDULES"] === undefined ? 60_000 : 0,
);
