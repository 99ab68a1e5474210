import { type Measured, rowsOf } from "../harness/table.js";

/** What was measured on a machine of this kind. */
export interface Capacity {
  /** Pages per second of a worker, which has one core. */
  readonly pagesOfAWorker: number;
  /** Transactions of Postgres per page. */
  readonly transactionsAPage: number;
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
        `Depth datasets, ${RATE} requests per second for each account, region and operation. A worker has one core ` +
        `and reads ${capacity.pagesOfAWorker.toFixed(0)} pages per second, as measured above; it holds at most ${CONNECTIONS} ` +
        `connections. A page takes ${capacity.transactionsAPage.toFixed(2)} transactions. One Postgres is assumed to do ` +
        `${POSTGRES} such transactions per second, with sixteen cores and fast disks: measure yours.`,
      rows: rowsOf(new Map(Object.entries(figures).map(([name, figure]) => [name, [figure]])), {}, false),
    };
  });
}

function figuresOf(
  { accounts, projects, share }: Organization,
  { pagesOfAWorker, transactionsAPage }: Capacity,
): Readonly<Record<string, number>> {
  const places = accounts * REGIONS;
  const full = places * share;
  const requests = places + full * (Math.ceil(projects / 100) - 1 + projects * DATASETS * 2);
  const byTheQuota = (projects * DATASETS) / RATE;
  // A shard is one job: a row in the queue, and another row when it ends.
  const jobs = places + full * 2;
  const pace = requests / HOUR;
  const workers = Math.ceil(pace / pagesOfAWorker);
  const transactions = pace * transactionsAPage;
  return {
    "requests, in millions": requests / 1e6,
    "s that the quota of one operation of one place takes at least": byTheQuota,
    "pages per second, to be done in an hour": pace,
    "workers with one core each": workers,
    "connections at most": workers * CONNECTIONS,
    "jobs per second": jobs / HOUR,
    "rows written per second (steps, and updates of shards and walks)": pace * ROWS_A_PAGE + jobs / HOUR,
    "transactions per second": transactions,
    "databases, each for a part of the organization": Math.ceil(transactions / POSTGRES),
    "GB of steps": (requests * STEP) / 1e9,
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
const ROWS_A_PAGE = 4;
/** Bytes of a step of a dataset, as JSON. */
const STEP = 700;
/** Transactions per second of one database. */
const POSTGRES = 10_000;
