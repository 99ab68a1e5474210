import { setTimeout as delay } from "node:timers/promises";
import { sweepEngine } from "@rekognition-rx/sweep";
import { Client } from "pg";
import { Random } from "../simulation/world/random.js";
import { askedTwice } from "./promises/asked-twice.js";
import type { PlantedFault } from "./broken/planted-faults.js";
import { overTheQuota } from "./promises/over-the-quota.js";
import type { Promised } from "./promises/promised.js";
import { differences, tablesOf } from "./world/tables-of.js";
import { WorkerProcess } from "./world/worker-process.js";
import { begin, DEPTH, RATE, targetsIn, type World } from "./world/world.js";

export interface DrawOptions {
  /** Kills. */
  readonly most: number;
  readonly planted?: PlantedFault | undefined;
  /** In ms, until the run has to have ended. */
  readonly longest?: number | undefined;
}

export interface Outcome {
  readonly kills: number;
  /** Workers that were stopped for longer than their leases, and woken. */
  readonly frozen: number;
  /** Times that all connections were cut. */
  readonly cuts: number;
  /** Leases that went from one worker to another. */
  readonly lost: number;
  /** Pages that were asked for again. */
  readonly again: number;
  readonly duration: number;
  readonly broken: readonly { readonly promised: Promised; readonly how: string }[];
}

/**
 * A run of four workers, of which one is killed again and again, at random, each time with another in its place; now and then
 * one is frozen for longer than its lease instead, or every connection to Postgres is cut.
 *
 */
export async function runDraw(
  world: World,
  seed: number,
  { most, planted, longest = LONGEST }: DrawOptions,
): Promise<Outcome> {
  const { emulator, undisturbed, folder } = world;
  const draw = new Random(seed);
  const database = await world.database();
  const broken: Outcome["broken"][number][] = [];
  const check = (promised: Promised, found: readonly string[]): void => {
    broken.push(...found.slice(0, 3).map((how) => ({ promised, how })));
  };
  begin(emulator);
  const startedAt = performance.now();
  const sweep = await sweepEngine.open({ connectionString: database });
  const begunAt = new Date().toISOString();
  const { runId } = await sweep.begin({
    runId: `seed-${seed}`,
    startedAt: begunAt,
    depth: DEPTH,
    rate: RATE * (planted?.haste ?? 1),
    origin: undefined,
    targets: targetsIn(emulator),
  });
  await run(database, planted?.statements ?? []);
  const workers = Array.from({ length: WORKERS }, () => new WorkerProcess(database, folder));
  const thawing: Promise<void>[] = [];
  let [kills, frozen, cuts] = [0, 0, 0];
  let isEnded = false;
  try {
    const deadline = performance.now() + longest;
    while (!isEnded && performance.now() < deadline) {
      await delay(200 + draw.next() * 2_800);
      isEnded = (await sweep.run(runId))?.isEnded ?? false;
      if (!isEnded && kills < most) {
        const at = draw.int(0, WORKERS - 1);
        const worker = workers[at];
        const fate = draw.next();
        if (fate < 0.8 || worker === undefined || thawing.length > 1) {
          await worker?.kill();
          workers[at] = new WorkerProcess(database, folder);
          kills += 1;
        } else if (fate < 0.9) {
          worker.freeze();
          frozen += 1;
          thawing.push(delay(FROZEN).then(() => worker.thaw()));
        } else {
          await cutAll(database);
          cuts += 1;
        }
      }
    }
    const duration = performance.now() - startedAt;
    await Promise.all(thawing);
    await Promise.all(workers.map((worker) => worker.stop()));
    const { requests } = emulator;
    if (!isEnded) {
      const said = workers.map((worker) => worker.said).join("");
      check("the run comes to its end", [`${JSON.stringify(await sweep.status(runId))}; ${said}`]);
    }
    const journal = await sweep.journal(runId);
    check(
      "the rows of every table are those of the undisturbed run",
      differences(await tablesOf(journal), undisturbed),
    );
    await journal.close();
    const lost = await leasesLost(database);
    const twice = askedTwice(requests);
    check(
      "of a shard at most one page is asked for again for each lease that it lost",
      [...twice]
        .filter(([shard, times]) => times > (lost.get(shard) ?? 0))
        .map(([shard, times]) => `${shard}: ${times} pages again, ${lost.get(shard) ?? 0} leases lost`),
    );
    check(
      "no quota is exceeded by more than a burst, and a request for each lease lost",
      overTheQuota(requests, RATE, lost),
    );
    return { kills, frozen, cuts, lost: sum(lost), again: sum(twice), duration, broken };
  } finally {
    await Promise.all(workers.map((worker) => worker.kill()));
    await sweep.close();
  }
}

/** Of each quota: claims of its shard that another one went before, under the same job. */
async function leasesLost(connectionString: string): Promise<ReadonlyMap<string, number>> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<{ readonly key: string; readonly lost: number }>(
      "select quota_key as key, claims - 1 as lost from rekognition_sweep.shards where claims > 1",
    );
    return new Map(rows.map(({ key, lost }) => [key, lost]));
  } finally {
    await client.end();
  }
}

async function cutAll(connectionString: string): Promise<void> {
  await run(connectionString, [
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
  ]);
}

async function run(connectionString: string, statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    for (const statement of statements) {
      await client.query(statement);
    }
  } finally {
    await client.end();
  }
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, each) => total + each, 0);
}

const WORKERS = 4;
/** In ms; a lease lapses after ten seconds. */
const FROZEN = 14_000;
/** In ms. */
const LONGEST = 300_000;
