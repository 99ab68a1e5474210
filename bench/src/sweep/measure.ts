import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type EmbeddedPostgres, startPostgres } from "@rekognition-rx/example-etl";
import { sweepEngine } from "@rekognition-rx/sweep";
import { Client } from "pg";
import { runInProcess } from "../harness/run-in-process.js";
import { type Measured, rowsOf } from "../harness/table.js";
import { DATASETS } from "../inventory/size.js";
import { startService } from "../inventory/start-service.js";
import { killedWorker } from "./killed-worker.js";
import { measureLedger } from "./measure-ledger.js";
import { onPaper, TRANSACTIONS_A_SHARD } from "./on-paper.js";
import type { PageCost } from "./page-costs.js";
import { DEPTH, discovery, PROJECTS, RATE } from "./swept.js";

/** The sweep against the inventory of one process: pace, CPU, transactions of Postgres, and the time that a kill costs. */
export async function sweep({ size }: { readonly size: number }): Promise<readonly Measured[]> {
  const folder = await mkdtemp(join(tmpdir(), "bench-sweep-"));
  const postgres = await startPostgres(folder);
  const service = await startService({ projects: Math.max(1, Math.round(PROJECTS * size)) });
  try {
    const bench = new Bench(postgres, folder, service.env);
    const measured = await bench.sideBySide(Math.max(1, Math.round(ROUNDS * size)));
    const ledger = await measureLedger();
    const pages = 1 + PROJECTS * DATASETS * 2;
    const capacity = {
      pagesOfAWorker: medianOf(measured, PACE, "1 worker"),
      transactionsAPage:
        medianOf(measured, TRANSACTIONS, "4 workers") - (TRANSACTIONS_A_SHARD * SHARDS_A_PLACE) / pages,
      bytesAWalk: medianOf([ledger], ledger.name, "the process that writes the files"),
    };
    return [...measured, await bench.recovery(), ledger, ...onPaper(capacity)];
  } finally {
    await service.stop();
    await postgres.remove();
    await rm(folder, { recursive: true });
  }
}

/** For each round, how much more CPU a page takes than in as many processes without a sweep. */
function besideAsMany(figures: ReadonlyMap<string, readonly Figures[]>): ReadonlyMap<string, readonly number[]> {
  return new Map(
    SWEEPS.map(({ name, processes }) => {
      const alone = CONTESTANTS.find((each) => !each.isSweep && each.processes === processes)?.name ?? "";
      const ratios = (figures.get(name) ?? []).map(
        ({ cpu }, round) => cpu / (figures.get(alone)?.[round]?.cpu ?? Number.NaN),
      );
      return [name, ratios];
    }),
  );
}

function medianOf(measured: readonly Measured[], measure: string, contestant: string): number {
  const rows = measured.find(({ name }) => name === measure)?.rows;
  return rows?.find((row) => row.contestant === contestant)?.figure.median ?? Number.NaN;
}

interface Figures {
  readonly pace: number;
  readonly cpu: number;
  /** The same, of the second half of each process's pages. */
  readonly warmCpu: number;
  /** Transactions of Postgres per page; 0 for one process alone. */
  readonly transactions: number;
}

class Bench {
  readonly #postgres: EmbeddedPostgres;
  readonly #folder: string;
  readonly #env: NodeJS.ProcessEnv;
  #databases = 0;

  constructor(postgres: EmbeddedPostgres, folder: string, env: NodeJS.ProcessEnv) {
    this.#postgres = postgres;
    this.#folder = folder;
    this.#env = {
      ...env,
      AWS_REGION: "us-east-1",
      AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
      AWS_SECRET_ACCESS_KEY: "secret",
      AWS_EC2_METADATA_DISABLED: "true",
    };
    Object.assign(process.env, this.#env);
  }

  async sideBySide(rounds: number): Promise<readonly Measured[]> {
    const figures = new Map<string, Figures[]>(CONTESTANTS.map(({ name }) => [name, []]));
    for (let round = 1; round <= rounds; round += 1) {
      for (const { name, isSweep, processes } of round % 2 === 0 ? CONTESTANTS.toReversed() : CONTESTANTS) {
        figures.get(name)?.push(await (isSweep ? this.#swept(processes) : this.#alone(processes)));
      }
      process.stderr.write(`  round ${round} of ${rounds}\n`);
    }
    const of = (member: keyof Figures, some = CONTESTANTS): Map<string, readonly number[]> =>
      new Map(some.map(({ name }) => [name, (figures.get(name) ?? []).map((each) => each[member])]));
    const setup =
      `110 accounts and regions with ${PROJECTS} projects each, two datasets per project, depth datasets, without a quota. ` +
      "The emulator, Postgres and all workers share two cores. A worker is a process that assumes a role in each account, " +
      "as the command does; its start and the search for accounts are part of its time. The processes without a sweep keep " +
      "their journals in files. Two or four of them have a part of the accounts each: they show what it costs to share the " +
      "cores.";
    return [
      { name: PACE, unit: "pages a second", setup, rows: rowsOf(of("pace"), {}) },
      {
        name: "sweep: CPU a page",
        unit: "us of CPU of all workers, without that of Postgres",
        setup,
        rows: rowsOf(of("cpu"), { "1 worker": { ...COST, of: "ratio" } }),
      },
      {
        name: "sweep: what it costs to be distributed",
        unit: "times the CPU a page of as many processes without a sweep",
        setup: `${setup} Each round's CPU per page of the workers, divided by that of as many processes without a sweep in the same round: both share the same two cores.`,
        rows: rowsOf(besideAsMany(figures), Object.fromEntries(SWEEPS.map(({ name }) => [name, COST])), false),
      },
      {
        name: "sweep: CPU a page, second half",
        unit: "us of CPU of all workers, without that of Postgres",
        setup: `${setup} Of each process, only the second half of its pages counts: its start, and code that the engine has not compiled yet, do not.`,
        rows: rowsOf(of("warmCpu"), {}),
      },
      {
        name: TRANSACTIONS,
        unit: "transactions of Postgres, with those of the queues",
        setup: `${setup} The transactions are those that pg_stat_database counts from the beginning of a run to its end.`,
        rows: rowsOf(of("transactions", SWEEPS), {}, false),
      },
    ];
  }

  /** The time from a kill until the last shard of the killed worker has another worker. */
  async recovery(): Promise<Measured> {
    const seconds: number[] = [];
    for (let time = 0; time < KILLS; time += 1) {
      const database = await this.#database();
      const engine = await sweepEngine.open({ connectionString: database });
      const startedAt = new Date().toISOString();
      // A slow rate: the shards of the killed worker must not be done before the worker is missed.
      const run = { runId: "killed", startedAt, depth: DEPTH, rate: 0.5, origin: undefined, targets: discovery() };
      await engine.begin(run);
      seconds.push(await killedWorker(engine, database, this.#env));
      await engine.close();
    }
    return {
      name: "sweep: recovery after a kill",
      unit: "s until another worker has the last of its shards",
      setup: "A worker with 64 shards is killed (kill -9). Another worker has room for all of them.",
      rows: rowsOf(new Map([["a worker that is killed", seconds]]), {
        "a worker that is killed": { of: "figure", atMost: 12 },
      }),
    };
  }

  async #alone(processes: number): Promise<Figures> {
    this.#databases += 1;
    const startedAt = performance.now();
    const parts = Array.from({ length: processes }, (_, part) => {
      const journal = join(this.#folder, `${this.#databases}-${part}.journal`);
      return this.#contestant(["alone", journal, String(part), String(processes)]);
    });
    return figuresOf(await Promise.all(parts), startedAt, 0);
  }

  async #swept(workers: number): Promise<Figures> {
    const database = await this.#database();
    const engine = await sweepEngine.open({ connectionString: database });
    const at = new Date().toISOString();
    const targets = discovery();
    await engine.begin({ runId: "run", startedAt: at, depth: DEPTH, rate: RATE, origin: undefined, targets });
    await engine.close();
    const before = await transactions(database);
    const startedAt = performance.now();
    const ran = await Promise.all(Array.from({ length: workers }, () => this.#contestant(["worker", database, "run"])));
    const elapsed = figuresOf(ran, startedAt, 0);
    // Postgres counts the transactions of a session when the session ends.
    await delay(1_000);
    const pages = ran.reduce((sum, each) => sum + each.pages, 0);
    return { ...elapsed, transactions: ((await transactions(database)) - before) / pages };
  }

  async #contestant(args: readonly string[]): Promise<PageCost> {
    return (await runInProcess(new URL("contestant.js", import.meta.url), args, { env: this.#env })) as PageCost;
  }

  async #database(): Promise<string> {
    this.#databases += 1;
    const name = `bench_sweep_${this.#databases}`;
    await asked(this.#postgres.connectionString, `create database ${name}`);
    return this.#postgres.connectionString.replace(/postgres$/, name);
  }
}

function figuresOf(ran: readonly PageCost[], startedAt: number, transactions: number): Figures {
  const pages = sumOf(ran, ({ pages: own }) => own);
  const cpuSeconds = sumOf(ran, ({ cpuSeconds: own }) => own);
  const warmPages = sumOf(ran, ({ secondHalf }) => secondHalf.pages);
  return {
    pace: pages / ((performance.now() - startedAt) / 1_000),
    cpu: (cpuSeconds / pages) * 1e6,
    warmCpu: (sumOf(ran, ({ secondHalf }) => secondHalf.cpuSeconds) / warmPages) * 1e6,
    transactions,
  };
}

function sumOf(ran: readonly PageCost[], of: (each: PageCost) => number): number {
  return ran.reduce((sum, each) => sum + of(each), 0);
}

async function transactions(database: string): Promise<number> {
  const [row] = await asked(
    database,
    "select xact_commit::double precision as commits from pg_stat_database where datname = current_database()",
  );
  return Number(row?.["commits"]);
}

async function asked(connectionString: string, query: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(query)).rows;
  } finally {
    await client.end();
  }
}

const CONTESTANTS: readonly { readonly name: string; readonly isSweep: boolean; readonly processes: number }[] = [
  { name: "one process, a journal in a file", isSweep: false, processes: 1 },
  { name: "two such processes", isSweep: false, processes: 2 },
  { name: "four such processes", isSweep: false, processes: 4 },
  { name: "1 worker", isSweep: true, processes: 1 },
  { name: "2 workers", isSweep: true, processes: 2 },
  { name: "4 workers", isSweep: true, processes: 4 },
];
const SWEEPS = CONTESTANTS.filter(({ isSweep }) => isSweep);
const PACE = "sweep: pace";
const TRANSACTIONS = "sweep: transactions a page";
/** What it may cost to be distributed. */
const COST = { of: "figure", atMost: 1.5 } as const;
/** The operations of depth datasets. */
const SHARDS_A_PLACE = 3;
const ROUNDS = 3;
const KILLS = 5;
