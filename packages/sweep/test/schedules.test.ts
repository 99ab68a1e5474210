import * as fc from "fast-check";
import { Pool } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { postgresForTests } from "../../inventory/test/support/postgres.js";
import { openTables } from "../src/tables/open-tables.js";
import { runSchedule } from "./schedules/run-schedule.js";

// As `npx -y pnpm@10 run prove schedules`, which plays 100 000.

const SEED = process.env["SEED"];
const postgres = postgresForTests();
let pool: Pool;

beforeAll(async () => {
  pool = new Pool({ connectionString: await postgres.database(), max: 2 });
  await openTables(pool);
});

afterAll(() => pool.end());

const schedule = fc.record({
  targets: fc.integer({ min: 1, max: 2 }),
  pages: fc.integer({ min: 1, max: 3 }),
  choices: fc.array(fc.nat({ max: 1_000 }), { maxLength: 60, size: "max" }),
});

test(
  "whenever jobs are handed out again, and whoever still works on them, each page is kept once, and the run ends",
  async () => {
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(schedule, async (each) => {
        runs += 1;
        const runId = `run ${runs}`;
        expect(await runSchedule(pool, runId, each)).toEqual([]);
        await pool.query("delete from rekognition_sweep.runs where run_id = $1", [runId]);
      }),
      { numRuns: Number(process.env["SCHEDULES"] ?? 60), ...(SEED === undefined ? {} : { seed: Number(SEED) }) },
    );
  },
  // In full it takes as long as it takes.
  process.env["SCHEDULES"] === undefined ? 60_000 : 0,
);
