import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as delay } from "node:timers/promises";
import * as fc from "fast-check";
import { Client, Pool } from "pg";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { postgresForTests } from "../../inventory/test/support/postgres.js";
import { isLostConnection } from "../src/store/is-lost-connection.js";
import { isLeaseLostError } from "../src/store/lease-lost-error.js";
import type { Lease } from "../src/store/lease.js";
import { isStepRefusedError } from "../src/store/step-refused-error.js";
import { StepWriter } from "../src/store/step-writer.js";
import { openTables, SCHEMA } from "../src/tables/open-tables.js";
import { begunRun, claimAll, PAGE } from "./support/begun-run.js";

const postgres = postgresForTests();
let connectionString: string;
let pool: Pool;

beforeAll(async () => {
  connectionString = await postgres.database();
  pool = new Pool({ connectionString, max: 6, options: "-c synchronous_commit=off" });
  pool.on("error", () => undefined);
  await openTables(pool);
  // Refuses, or waits for, the steps that a test marks.
  await pool.query(`create function ${SCHEMA}.marked() returns trigger language plpgsql as $$
      begin
        if new.body like '%"REFUSED%' then raise exception 'invalid byte sequence' using errcode = '22021'; end if;
        if new.body like '%"SLOW%' then perform pg_sleep(30); end if;
        return new;
      end $$`);
  await pool.query(`create trigger marked before insert on ${SCHEMA}.steps
      for each row execute function ${SCHEMA}.marked()`);
});

afterAll(() => pool.end());

let runs = 0;

/** A run with claimed shards, and a writer of their pages: its own, or that of another run. */
async function claimedRun(shards: number, ofOther?: StepWriter) {
  runs += 1;
  const runId = `run ${runs}`;
  const { engine, found, leases } = await begunRun(pool, runId, { targets: shards });
  await claimAll(pool, leases);
  const writer = ofOther ?? (await engine.within(async (queues) => new StepWriter(pool, queues)));
  const keep = (shard: number, pages: number, { mark = "page", lease }: { mark?: string; lease?: Lease } = {}) =>
    writer.keep({
      runId,
      lease: lease ?? leases[shard] ?? { shard: "0", job: "", attempt: 0 },
      depth: ["projects"],
      mayBeLast: false,
      step: { ...PAGE, target: found[shard]?.target ?? "", pages, position: `${mark} "${pages}"\\\n{äß😀}` },
    });
  /** What the journal has, in its order: the shard and the page of each. */
  const kept = async (): Promise<readonly (readonly [shard: number, pages: number])[]> => {
    const { rows } = await pool.query<{ body: string }>(
      `select body from ${SCHEMA}.steps where run_id = $1 and body like '%"Walk"%' order by seq`,
      [runId],
    );
    const steps = rows.map(({ body }) => JSON.parse(body) as typeof PAGE);
    return steps.map(({ target, pages }) => [found.findIndex((each) => each.target === target), pages]);
  };
  return { keep, kept, leases, runId, writer };
}

/** Statements that wait for a step that is marked as slow. */
async function sleeping(): Promise<number> {
  return (await postgres.rows(connectionString, `select 1 ${SLEEPING}`)).length;
}

const SLEEPING = "from pg_stat_activity where wait_event = 'PgSleep'";

function outcomeOf(error: unknown): string {
  return isLeaseLostError(error) ? "lost" : isStepRefusedError(error) ? "refused" : String(error);
}

/** Watches the statements that keep steps: how many steps each had, and how many were under way at once. */
function watchStatements() {
  const statements: number[] = [];
  const seen = { statements, most: 0, names: new Set<string | undefined>() };
  let underWay = 0;
  const query = Reflect.get(Pool.prototype, "query") as (...args: readonly unknown[]) => Promise<unknown>;
  const spy = vi.spyOn(Pool.prototype, "query").mockImplementation(function watched(this: Pool, ...args: unknown[]) {
    const asked = args[0] as { readonly text?: string; readonly name?: string; readonly values: readonly unknown[] };
    if (asked.text?.includes("skip locked") !== true) {
      return query.apply(this, args) as never;
    }
    const [shards] = asked.values;
    statements.push(Array.isArray(shards) ? shards.length : 1);
    seen.names.add(asked.name);
    underWay += 1;
    seen.most = Math.max(seen.most, underWay);
    return query.apply(this, args).finally(() => {
      underWay -= 1;
    }) as never;
  });
  onTestFinished(() => spy.mockRestore());
  return seen;
}

describe("the steps of a worker", () => {
  test("are kept each once and in order, however many come at once, and whatever becomes of the others", async () => {
    const shard = fc.record({
      pages: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 4 }),
      ends: fc.constantFrom("well", "refused", "lost"),
    });
    const seen = watchStatements();
    await fc.assert(
      fc.asyncProperty(fc.array(shard, { minLength: 1, maxLength: 90 }), async (shards) => {
        const { keep, kept, leases } = await claimedRun(shards.length);
        const outcomes = await Promise.all(
          shards.map(async ({ pages, ends }, at) => {
            for (const [page, wait] of pages.entries()) {
              await delay(wait);
              expect(await keep(at, page + 1)).toMatchObject({ openWalks: 1, arrivals: 0 });
            }
            const { shard: id = "", job = "" } = leases[at] ?? {};
            const last = { refused: { mark: "REFUSED" }, lost: { lease: { shard: id, job, attempt: 7 } }, well: {} };
            return await keep(at, pages.length + 1, last[ends]).then(() => "well", outcomeOf);
          }),
        );
        expect(outcomes).toEqual(shards.map(({ ends }) => ends));
        const pagesOf = Array.from(shards, (): number[] => []);
        for (const [at, page] of await kept()) {
          pagesOf[at]?.push(page);
        }
        expect(pagesOf).toEqual(
          shards.map(({ pages, ends }) =>
            Array.from({ length: pages.length + (ends === "well" ? 1 : 0) }, (_, at) => at + 1),
          ),
        );
        // One, if none takes a second.
        expect(seen.most).toBeLessThanOrEqual(3);
        expect(Math.max(...seen.statements)).toBeLessThanOrEqual(64);
      }),
      { numRuns: 15, endOnFailure: true },
    );
  });

  test("go together while others are under way, and each at once if it is alone", async () => {
    const { keep } = await claimedRun(150);
    const seen = watchStatements();
    await Promise.all(Array.from({ length: 150 }, (_, at) => keep(at, 1)));
    expect(seen.statements).toEqual([1, 64, 64, 21]);
    seen.statements.length = 0;
    seen.names.clear();
    for (let page = 2; page < 5; page += 1) {
      await keep(0, page);
    }
    expect(seen.statements).toEqual([1, 1, 1]);
    // Then it is planned only once.
    expect([...seen.names]).toEqual([expect.any(String)]);
  });

  test.each([
    ["shard", `${SCHEMA}.shards where id = $1`],
    ["walk", `${SCHEMA}.walks where shard_id = $1`],
    ["run", `${SCHEMA}.runs where run_id = (select run_id from ${SCHEMA}.shards where id = $1)`],
  ])(
    "do not wait for one whose %s somebody holds",
    async (_, row) => {
      const { keep, kept, writer } = await claimedRun(2);
      const held = await claimedRun(1, writer);
      const other = new Client({ connectionString });
      await other.connect();
      onTestFinished(() => other.end());
      await other.query("begin");
      await other.query(`select 1 from ${row} for update`, [held.leases[0]?.shard]);
      const first = keep(0, 1);
      const waiting = held.keep(0, 1);
      await Promise.all([first, keep(1, 1)]);
      await keep(0, 2);
      expect(await kept()).toEqual([
        [0, 1],
        [1, 1],
        [0, 2],
      ]);
      expect(await held.kept()).toEqual([]);
      await other.query("commit");
      await waiting;
      expect(await held.kept()).toEqual([[0, 1]]);
    },
    20_000,
  );

  test("are not held up by a large one, which goes by itself", async () => {
    const { keep } = await claimedRun(4);
    const seen = watchStatements();
    await Promise.all([keep(0, 1, { mark: "x".repeat(70_000) }), keep(1, 1), keep(2, 1), keep(3, 1)]);
    expect(seen.statements).toEqual([1, 2]);
  });

  test("are held up by a statement that hangs for a moment only, and by three that hang until one of them ends", async () => {
    const { keep, kept } = await claimedRun(6);
    const slow: Promise<unknown>[] = [];
    const keepSlowly = async (shard: number): Promise<void> => {
      slow.push(keep(shard, 1, { mark: "SLOW" }).catch(() => undefined));
      await expect.poll(sleeping, { timeout: 20_000 }).toBe(slow.length);
    };
    await keepSlowly(0);
    await keepSlowly(1);
    await keep(2, 1);
    await keepSlowly(3);
    const last = Promise.all([keep(4, 1), keep(5, 1)]);
    await delay(1_500);
    expect(await kept()).toEqual([[2, 1]]);
    await postgres.rows(connectionString, `select pg_terminate_backend(pid, 5000) ${SLEEPING} limit 1`);
    await last;
    expect(await kept()).toEqual([
      [2, 1],
      [4, 1],
      [5, 1],
    ]);
    await postgres.rows(connectionString, `select pg_terminate_backend(pid, 5000) ${SLEEPING}`);
    await Promise.all(slow);
  }, 60_000);

  test("fail as those of a lost connection if theirs is lost, and the next are kept", async () => {
    const { keep, kept } = await claimedRun(4);
    const first = keep(0, 1, { mark: "SLOW" }).catch((error: unknown) => error);
    await expect.poll(() => sleeping(), { timeout: 20_000 }).toBe(1);
    const next = [keep(1, 1), keep(2, 1)];
    await postgres.rows(connectionString, `select pg_terminate_backend(pid, 5000) ${SLEEPING}`);
    expect(isLostConnection(await first)).toBe(true);
    await Promise.all(next);
    await keep(3, 1);
    expect((await kept()).map(([shard]) => shard)).toEqual([1, 2, 3]);
  });

  test("do not make their statements in the context of one of them, and each goes on in its own", async () => {
    const { keep } = await claimedRun(3);
    const context = new AsyncLocalStorage<number>();
    const seen: unknown[] = [];
    const query = Reflect.get(Pool.prototype, "query") as (...args: readonly unknown[]) => unknown;
    const spy = vi.spyOn(Pool.prototype, "query").mockImplementation(function watched(this: Pool, ...args: unknown[]) {
      seen.push(context.getStore());
      return query.apply(this, args) as never;
    });
    onTestFinished(() => spy.mockRestore());
    const after = await Promise.all(
      [0, 1, 2].map((shard) =>
        context.run(shard, async () => {
          await keep(shard, 1);
          return context.getStore();
        }),
      ),
    );
    expect(after).toEqual([0, 1, 2]);
    expect(seen).toEqual([undefined, undefined]);
  });

  test("are found without reading a table whole, though the tables were small when the worker began", async () => {
    const connectionString = await postgres.database();
    const client = new Client({ connectionString });
    const small = new Pool({ connectionString });
    onTestFinished(async () => {
      await client.end();
      await small.end();
    });
    await client.connect();
    await openTables(small);
    const runId = "small";
    const { leases } = await begunRun(small, runId, { targets: 70 });
    await claimAll(small, leases);
    for (const table of ["shards", "walks"]) {
      await client.query(`alter table ${SCHEMA}.${table} set (autovacuum_enabled = false)`);
    }
    // A writer with one connection: the statistics are those of its transaction.
    const one = { query: client.query.bind(client), connect: () => Promise.reject(new Error("no transaction")) };
    const writer = new StepWriter(one as unknown as Pool, {} as never);
    const read = async (): Promise<unknown> => {
      const { rows } = await client.query(
        `select relname, seq_tup_read from pg_stat_xact_user_tables where schemaname = '${SCHEMA}' order by 1`,
      );
      return rows;
    };
    const round = async (pages: number): Promise<void> => {
      const keep = (lease: Lease) =>
        writer.keep({ runId, lease, depth: [], mayBeLast: false, step: { ...PAGE, pages, position: "here" } });
      await Promise.all(leases.slice(0, 9).map(keep));
    };
    for (let pages = 1; pages <= 10; pages += 1) {
      await round(pages);
    }
    await client.query(
      `with grown as (
        insert into ${SCHEMA}.shards (run_id, target, operation, region, quota_key, state)
        select $1, 'grown ' || nr, 'DescribeProjects', 'us-east-1', 'grown ' || nr, 'idle' from generate_series(1, 20000) nr
        returning id
      )
      insert into ${SCHEMA}.walks (shard_id, parent_arn) select id, '' from grown`,
      [runId],
    );
    await client.query("begin");
    const before = await read();
    await round(11);
    expect(await read()).toEqual(before);
    await client.query("commit");
  });
});
