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

/** What large organizations would take at depth datasets within an hour: not measured, but computed from what was measured. */
export function onPaper(capacity: Capacity): readonly Measured[] {
  return ORGANIZATIONS.map((organization) => {
    const figures = figuresOf(organization, capacity);
    return {
      name: `sweep on paper: ${organization.name}`,
      unit: "as each row says",
      setup:
        `${organization.accounts} accounts in ${REGIONS} regions, ${organization.share * 100} % of them with ${organization.projects} ` +
        "projects of two datasets, depth datasets, at 5 requests a second of each account, region and operation. A worker reads " +
        `${capacity.pagesOfAWorker.toFixed(0)} pages a second, as measured above; a page is ${capacity.transactionsAPage.toFixed(2)} ` +
        "transactions; a worker holds six connections at most. One Postgres is taken to bear " +
        `${POSTGRES} transactions a second of this kind: sixteen cores and disks that keep up; measure yours.`,
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
    "seconds that the quota of one key takes at least": byTheQuota,
    "pages a second, for an hour": pace,
    "workers, a core each": workers,
    "connections at most": workers * CONNECTIONS,
    "jobs a second": jobs / HOUR,
    "rows a second that are written (a step, its shard, its walk, the walks that follow)":
      pace * ROWS_A_PAGE + jobs / HOUR,
    "transactions a second": transactions,
    "databases, each with a part of the organization": Math.ceil(transactions / POSTGRES),
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
