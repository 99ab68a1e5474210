import { type Measured, rowsOf } from "../harness/table.js";

/** What was measured on a machine of this kind. */
export interface Capacity {
  /** Pages per second that one worker reads if no quota holds it up. It has one core. */
  readonly pagesOfAWorker: number;
  /** Transactions of Postgres per page while it is busy, without those of a shard. */
  readonly transactionsAPage: number;
  /** Bytes of memory per walk of the process that writes the files. */
  readonly bytesAWalk: number;
}

/** An organization: a number of accounts, each in every region that has Custom Labels. */
interface Organization {
  readonly name: string;
  readonly accounts: number;
  /** Projects per account and region, if it has any. */
  readonly projects: number;
  /** The share of all accounts and regions that have projects. */
  readonly share: number;
}

/** What it would take to read large organizations within an hour, at depth datasets: computed from what was measured. */
export function onPaper(capacity: Capacity): readonly Measured[] {
  return ORGANIZATIONS.map((organization) => {
    const figures = figuresOf(organization, capacity);
    return {
      name: `sweep on paper: ${organization.name}`,
      unit: "as each row says",
      setup:
        `Computed, not measured: ${organization.accounts} accounts in ${REGIONS} regions. ${organization.share * 100} % of these ` +
        `places have ${organization.projects} projects with two datasets each${organization.share === 1 ? "" : "; the others have none"}. ` +
        `Depth datasets, ${RATE} requests per second for each account, region and operation. A worker has one core and reads ` +
        `at most ${SHARDS} shards at a time (the default), so at most ${pagesOf(capacity)} pages per second; without a quota it ` +
        `reads ${capacity.pagesOfAWorker.toFixed(0)}, as measured above. It holds at most ${CONNECTIONS} connections. A page ` +
        `takes at most one transaction, and a shard ${TRANSACTIONS_A_SHARD}. While Postgres is busy, a worker writes several ` +
        `pages in one transaction: ${capacity.transactionsAPage.toFixed(2)} transactions per page with four workers above. One ` +
        `Postgres is assumed to do ${POSTGRES} such transactions per second, with sixteen cores and fast disks: ` +
        `measure yours. The process that writes the files at the end needs ${capacity.bytesAWalk.toFixed(0)} bytes per list ` +
        "that was read, as measured above.",
      rows: rowsOf(new Map(Object.entries(figures).map(([name, figure]) => [name, [figure]])), {}, false),
    };
  });
}

/** Pages per second of a worker that keeps to the quota. */
function pagesOf({ pagesOfAWorker }: Capacity): number {
  return Math.min(pagesOfAWorker, SHARDS * RATE);
}

function figuresOf({ accounts, projects, share }: Organization, capacity: Capacity): Readonly<Record<string, number>> {
  const places = accounts * REGIONS;
  const full = places * share;
  const requests = places + full * (Math.ceil(projects / 100) - 1 + projects * DATASETS * 2);
  const byTheQuota = (projects * DATASETS) / RATE;
  // A place without projects has no other shard.
  const shards = places + full * 2;
  const pace = requests / HOUR;
  const workers = Math.ceil(pace / pagesOf(capacity));
  const transactions = pace + (shards / HOUR) * TRANSACTIONS_A_SHARD;
  return {
    "requests, in millions": requests / 1e6,
    "s that the quota of one operation of one place takes at least": byTheQuota,
    "pages per second, to be done in an hour": pace,
    "workers with one core each": workers,
    "connections at most": workers * CONNECTIONS,
    "jobs per second": shards / HOUR,
    "rows written per second (steps, walks, shards, targets)":
      pace * ROWS_A_PAGE + shards / HOUR + (places / HOUR) * ROWS_A_PLACE,
    "transactions per second at most": transactions,
    "databases, each for a part of the organization": Math.ceil(transactions / POSTGRES),
    "GB of steps": (requests * STEP) / 1e9,
    "GB of memory to write the files": (requests * capacity.bytesAWalk) / 1e9,
  };
}

const ORGANIZATIONS: readonly Organization[] = [
  { name: "10 000 accounts, full", accounts: 10_000, projects: 100, share: 1 },
  { name: "10 000 accounts, sparse", accounts: 10_000, projects: 5, share: 0.02 },
];

const REGIONS = 11;
const DATASETS = 2;
/** Requests per second. */
const RATE = 5;
/** Seconds. */
const HOUR = 3_600;
/** Per worker. */
const CONNECTIONS = 6;
/** Shards that a worker reads at a time, by default. */
const SHARDS = 64;
/** Its claim, its walks, and its end. */
export const TRANSACTIONS_A_SHARD = 3;
/** The step, its walk, the cursor of its shard, and a walk that follows. */
const ROWS_A_PAGE = 4;
/** The target, its step, a shard of each operation, and the first walk. */
const ROWS_A_PLACE = 6;
/** Bytes of a step of a dataset, as JSON. */
const STEP = 700;
/** Transactions per second of one database. */
const POSTGRES = 10_000;
