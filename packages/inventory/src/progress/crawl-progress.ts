import { childrenOf } from "../crawl/children-of.js";
import type { Depth } from "../crawl/depth.js";
import type { Step, WalkStep } from "../crawl/step.js";
import type { WalkOutcome } from "../crawl/walk-outcome.js";
import { failureSentence } from "../failures/failure-sentence.js";
import { placeOf } from "../ledger/place-of.js";

/** How far a crawl has come. */
export interface CrawlProgress {
  readonly targets: number;
  readonly pages: number;
  readonly projects: number;
  readonly datasets: number;
  readonly versions: number;
  readonly entries: number;
  /** Records that could not be read. The other numbers do not include them. */
  readonly invalid: number;
  /** Requests that were throttled. They are repeated. */
  readonly throttles: number;
  /** Walks that ended without being complete, although there was something to read. */
  readonly incomplete: number;
  /** Walks that are known so far. Each page may add more. */
  readonly walks: { readonly known: number; readonly ended: number };
  /** Accounts and regions in which something is left to do, in the order in which they were found. */
  readonly open: readonly TargetProgress[];
  /** Why a request is being repeated, as long as no page has come since: `nothing answers at 127.0.0.1:9`. */
  readonly waiting: string | undefined;
}

/** How far an account and region is. */
interface TargetProgress {
  /** Its id in the journal. */
  readonly target: string;
  /** `111122223333 eu-west-1`, or its id. */
  readonly where: string;
  readonly pages: number;
  readonly walks: { readonly known: number; readonly ended: number };
}

/** Counts steps as they come. If a walk began again, both of its generations are counted. */
export class CrawlTally {
  readonly #depth: readonly Depth[];
  readonly #targets = new Map<string, TargetTally>();
  #pages = 0;
  #projects = 0;
  #datasets = 0;
  #versions = 0;
  #entries = 0;
  #invalid = 0;
  #throttles = 0;
  #incomplete = 0;
  #waiting: string | undefined;

  constructor(depth: readonly Depth[]) {
    this.#depth = depth;
  }

  /** A request failed and is repeated. Throttles are counted from the steps. */
  wait(error: unknown): void {
    // The first part of the sentence. What to do belongs in the error of a crawl that has failed.
    [this.#waiting] = failureSentence(error).split("; ");
  }

  add(step: Step): void {
    if (step._tag === "Target") {
      // A target that is not asked has no walk.
      const known = step.outcome === "expected" ? 1 : 0;
      this.#targets.set(step.target, { where: placeOf(step), pages: 0, known, ended: 0 });
    }
    if (step._tag !== "Walk") {
      return;
    }
    this.#addWalk(step);
    this.#throttles += step.throttles;
    this.#invalid += step.invalid.length;
    if (step.error === null) {
      this.#pages += 1;
      this.#waiting = undefined;
    } else if (step.outcome !== null && !NOTHING_TO_READ.has(step.outcome)) {
      this.#incomplete += 1;
    }
    for (const record of step.records) {
      if (record._tag === "Project") {
        this.#projects += 1;
        this.#datasets += record.datasets.length;
      } else if (record._tag === "Version") {
        this.#versions += 1;
      } else if (record._tag === "Entry") {
        this.#entries += 1;
      }
    }
  }

  #addWalk({ target: id, accountId, region, outcome, error, records }: WalkStep): void {
    const target = this.#targets.get(id);
    if (target === undefined) {
      return;
    }
    if (accountId !== null) {
      target.where = `${accountId} ${region}`;
    }
    target.pages += error === null ? 1 : 0;
    target.ended += outcome === null ? 0 : 1;
    target.known += records.reduce((sum, record) => sum + childrenOf(record, this.#depth).length, 0);
  }

  get progress(): CrawlProgress {
    const targets = Array.from(this.#targets, ([target, tally]) => ({ target, ...tally }));
    return {
      walks: {
        known: targets.reduce((sum, { known }) => sum + known, 0),
        ended: targets.reduce((sum, { ended }) => sum + ended, 0),
      },
      open: targets
        .filter(({ known, ended }) => ended < known)
        .map(({ target, where, pages, known, ended }) => ({ target, where, pages, walks: { known, ended } })),
      targets: this.#targets.size,
      pages: this.#pages,
      projects: this.#projects,
      datasets: this.#datasets,
      versions: this.#versions,
      entries: this.#entries,
      invalid: this.#invalid,
      throttles: this.#throttles,
      incomplete: this.#incomplete,
      waiting: this.#waiting,
    };
  }
}

interface TargetTally {
  where: string;
  pages: number;
  known: number;
  ended: number;
}

const NOTHING_TO_READ: ReadonlySet<WalkOutcome> = new Set(["gone", "not-ready", "unsupported"]);
