import {
  type DiscoverTargetsOptions,
  type TargetFinder,
  targetFinder,
  type WalkCrawler,
  walkCrawler,
} from "@rekognition-rx/inventory";
import type { Pool } from "pg";
import { someTargets } from "../store/found-targets.js";
import { runOf, type SweptRun } from "../store/runs.js";
import { type Fitness, fitnessFor } from "./fitness.js";

/** A run, and what a worker needs for all shards of the run together. */
export interface WorkedRun extends SweptRun {
  readonly discovery: DiscoverTargetsOptions;
  /** @throws TargetOptionsError if this machine cannot use the options that the run was begun with. */
  readonly finder: () => TargetFinder;
  readonly crawler: WalkCrawler;
  /** Whether this machine can help with the run. If it cannot, this is checked again after a while. */
  readonly fitness: () => Promise<Fitness>;
  /** Whether this process has read any page of the run. */
  hasAnswered: boolean;
}

/** The runs that a worker works on. Each is looked up once. */
export class SweptRuns {
  readonly #pool: Pool;
  readonly #known = new Map<string, Promise<WorkedRun>>();

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  async run(runId: string): Promise<WorkedRun> {
    const known = this.#known.get(runId) ?? this.#open(runId);
    this.#known.set(runId, known);
    return await known.catch((error: unknown) => {
      this.#known.delete(runId);
      throw error;
    });
  }

  async #open(runId: string): Promise<WorkedRun> {
    const run = await runOf(this.#pool, runId);
    if (run === undefined) {
      throw new Error(
        `the run ${runId} is not in the tables, or belongs to another release; run that release here, too`,
      );
    }
    const discovery = JSON.parse(run.targets) as DiscoverTargetsOptions;
    const crawler = walkCrawler({ rate: run.rate ?? undefined });
    let made: TargetFinder | undefined;
    let looked: { readonly at: number; readonly found: Promise<Fitness> } | undefined;
    const fitness = async (): Promise<Fitness> => {
      looked ??= { at: performance.now(), found: fitnessFor(worked, () => someTargets(this.#pool, runId)) };
      const { at, found } = looked;
      const isStale = await found.then(
        ({ isFit }) => !isFit && performance.now() - at > AGAIN,
        () => true,
      );
      if (isStale && looked.at === at) {
        looked = undefined;
      }
      return await found;
    };
    const worked: WorkedRun = {
      ...run,
      discovery,
      finder: () => (made ??= targetFinder(discovery)),
      crawler,
      fitness,
      hasAnswered: false,
    };
    return worked;
  }
}

/** In ms: meanwhile, somebody may have mended what was wrong with this machine. */
const AGAIN = 2_000;
