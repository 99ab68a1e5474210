import type { Depth } from "./depth.js";
import type { RunStep, Step } from "./step.js";
import { TargetProgress } from "./target-progress.js";
import type { WalkProgress } from "./walk-progress.js";

/** How far a crawl has come: a fold of its steps. */
export class CrawlState {
  #run: RunStep | undefined;
  readonly #targets = new Map<string, TargetProgress>();

  static async of(steps: AsyncIterable<Step> | Iterable<Step>): Promise<CrawlState> {
    const state = new CrawlState();
    for await (const step of steps) {
      state.add(step);
    }
    return state;
  }

  /** The first step; `undefined` if nothing was committed yet. */
  get run(): RunStep | undefined {
    return this.#run;
  }

  /** Whether it knows the target. */
  has(id: string): boolean {
    return this.#targets.has(id);
  }

  target(id: string): TargetProgress {
    let progress = this.#targets.get(id);
    if (progress === undefined) {
      progress = new TargetProgress();
      this.#targets.set(id, progress);
    }
    return progress;
  }

  /** Forgets a target that is done: its walks are no longer needed. */
  forget(id: string): void {
    this.#targets.delete(id);
  }

  /** @returns the walks that follow from the step. */
  add(step: Step): readonly WalkProgress[] {
    switch (step._tag) {
      case "Run":
        this.#run = step;
        return [];
      case "Target": {
        const target = this.target(step.target);
        target.step = step;
        target.accountId ??= step.accountId;
        return [];
      }
      case "Walk":
        return this.target(step.target).add(step, this.#depth());
      case "End":
        return [];
    }
  }

  #depth(): readonly Depth[] {
    return this.#run?.options.depth ?? [];
  }
}
