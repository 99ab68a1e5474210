import * as fc from "fast-check";
import { Pool } from "pg";
import type { WalkStep } from "@rekognition-rx/inventory";
import { afterAll, beforeAll, expect, test } from "vitest";
import { postgresForTests } from "../../inventory/test/support/postgres.js";
import { claimShard } from "../src/store/claims.js";
import { giveBackShard } from "../src/store/ended-shards.js";
import { keepTargets } from "../src/store/found-targets.js";
import { keepStep } from "../src/store/kept-step.js";
import { beginOrJoin } from "../src/store/runs.js";
import { openTables } from "../src/tables/open-tables.js";
import { ModelEngine } from "./schedules/model-engine.js";
import { runSchedule, type Schedule } from "./schedules/run-schedule.js";

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

const PAGE: WalkStep = {
  _tag: "Walk",
  target: "",
  accountId: null,
  region: "us-east-1",
  operation: "DescribeProjects",
  parentArn: null,
  generation: 0,
  pages: 0,
  position: null,
  outcome: null,
  error: null,
  requests: 1,
  throttles: 0,
  elapsedMs: 0,
  at: "2026-11-29T12:00:00.000Z",
  records: [],
  invalid: [],
};

const schedule = fc.record({
  targets: fc.integer({ min: 1, max: 2 }),
  pages: fc.integer({ min: 1, max: 3 }),
  choices: fc.array(fc.nat({ max: 1_000 }), { maxLength: 60, size: "max" }),
});

test("a worker whose shard has got another job writes nothing, though the attempts have the same number", async () => {
  const engine = new ModelEngine();
  const [run, at] = ["earlier job", "2026-11-29T12:00:00.000Z"];
  const options = { depth: ["projects" as const], rate: 5 };
  const begun = { _tag: "Run" as const, version: 1 as const, runId: run, startedAt: at, options };
  const place = { accountId: null, accountName: null, region: "us-east-1", error: null };
  const found = { _tag: "Target" as const, target: run, ...place, outcome: "expected" as const, at };
  await engine.within((queues) =>
    beginOrJoin(pool, queues, {
      step: begun,
      depth: options.depth,
      rate: null,
      origin: "null",
      targets: "{}",
      callers: null,
    }),
  );
  await engine.within((queues) =>
    keepTargets(pool, queues, run, { operations: ["DescribeProjects"], targets: [found] }),
  );
  const job = engine.jobs.find(({ queue }) => queue === "shard");
  const first = { shard: job?.about ?? "", job: job?.id ?? "", attempt: 0 };
  const second = { ...first, attempt: 1 };
  expect(await claimShard(pool, first, "frozen")).toBeDefined();
  expect(await claimShard(pool, second, "asked to stop")).toBeDefined();
  await engine.within((queues) => giveBackShard(pool, queues, second, { failed: false }));
  const next = engine.jobs.find(({ queue, id }) => queue === "shard" && id !== first.job);
  expect(await claimShard(pool, { ...first, job: next?.id ?? "" }, "the next one")).toMatchObject({ barren: 1 });
  const kept = engine.within((queues) =>
    keepStep(pool, queues, { runId: run, lease: first, depth: options.depth, step: found, mayBeLast: false }),
  );
  await expect(kept).rejects.toThrow("the lease of shard");
  // Nor may it claim it.
  expect(await claimShard(pool, first, "frozen")).toBeUndefined();
});

test("a step whose walk does not stand where it goes on from writes nothing", async () => {
  const engine = new ModelEngine();
  const [run, at] = ["a standby took over", "2026-11-29T12:00:00.000Z"];
  const options = { depth: ["projects" as const], rate: 5 };
  const begun = { _tag: "Run" as const, version: 1 as const, runId: run, startedAt: at, options };
  const place = { accountId: null, accountName: null, region: "us-east-1", error: null };
  const found = { _tag: "Target" as const, target: run, ...place, outcome: "expected" as const, at };
  await engine.within((queues) =>
    beginOrJoin(pool, queues, {
      step: begun,
      depth: options.depth,
      rate: null,
      origin: "null",
      targets: "{}",
      callers: null,
    }),
  );
  await engine.within((queues) =>
    keepTargets(pool, queues, run, { operations: ["DescribeProjects"], targets: [found] }),
  );
  const job = engine.jobs.find(({ queue, about }) => queue === "shard" && about !== undefined);
  const lease = { shard: job?.about ?? "", job: job?.id ?? "", attempt: 0 };
  expect(await claimShard(pool, lease, "here")).toBeDefined();
  const keep = (pages: number, more: Partial<WalkStep> = {}) =>
    engine.within((queues) =>
      keepStep(pool, queues, {
        runId: run,
        lease,
        depth: options.depth,
        mayBeLast: false,
        step: { ...PAGE, target: run, pages, position: `page ${pages}`, ...more },
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
  const { rows } = await pool.query("select 1 from rekognition_sweep.steps where run_id = $1", [run]);
  // The run, its target, and four of the walk.
  expect(rows).toHaveLength(6);
});

test("a shard that a worker failed with is another's turn, while there is another", async () => {
  const engine = new ModelEngine();
  const [run, at] = ["whose turn", "2026-11-29T12:00:00.000Z"];
  const begun = {
    _tag: "Run" as const,
    version: 1 as const,
    runId: run,
    startedAt: at,
    options: { depth: [], rate: 5 },
  };
  const place = { accountId: null, accountName: null, region: "us-east-1", error: null };
  const found = { _tag: "Target" as const, target: run, ...place, outcome: "expected" as const, at };
  await engine.within((queues) =>
    beginOrJoin(pool, queues, { step: begun, depth: [], rate: null, origin: "null", targets: "{}", callers: null }),
  );
  await engine.within((queues) =>
    keepTargets(pool, queues, run, { operations: ["DescribeProjects"], targets: [found] }),
  );
  const claim = async (worker: string) => {
    const job = engine.jobs.findLast(({ queue }) => queue === "shard");
    const lease = { shard: job?.about ?? "", job: job?.id ?? "", attempt: 0 };
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
