import type { Step } from "../crawl/step.js";
import type { WalkOutcome } from "../crawl/walk-outcome.js";
import { failureSentence } from "../failures/failure-sentence.js";

/** How far a crawl has come. */
export interface CrawlProgress {
  readonly targets: number;
  readonly pages: number;
  readonly projects: number;
  readonly datasets: number;
  readonly versions: number;
  readonly entries: number;
  /** Records that could not be read; they are not among the others. */
  readonly invalid: number;
  /** Requests that were throttled and are, or were, repeated. */
  readonly throttles: number;
  /** Walks that ended without being complete. */
  readonly incomplete: number;
  /** Why a request is repeated, and no page has come since: `nothing answers at 127.0.0.1:9`. */
  readonly waiting: string | undefined;
}

/** Counts steps as they come. Of a walk that began again, both generations are counted. */
export class CrawlTally {
  readonly #targets = new Set<string>();
  #pages = 0;
  #projects = 0;
  #datasets = 0;
  #versions = 0;
  #entries = 0;
  #invalid = 0;
  #throttles = 0;
  #incomplete = 0;
  #waiting: string | undefined;

  /** A request is repeated, as it has failed; throttles are in the steps. */
  wait(error: unknown): void {
    // What to do about it is for whoever is told that it has failed.
    [this.#waiting] = failureSentence(error).split("; ");
  }

  add(step: Step): void {
    if (step._tag === "Target") {
      this.#targets.add(step.target);
    }
    if (step._tag !== "Walk") {
      return;
    }
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

  get progress(): CrawlProgress {
    return {
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

const NOTHING_TO_READ: ReadonlySet<WalkOutcome> = new Set(["gone", "not-ready", "unsupported"]);
