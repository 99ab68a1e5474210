import { childrenOf } from "./children-of.js";
import type { Depth } from "./depth.js";
import type { Operation } from "./operation.js";
import type { TargetStep, WalkStep } from "./step.js";
import type { WalkOutcome } from "./walk-outcome.js";
import { keyOfWalk, moveOn, type WalkProgress } from "./walk-progress.js";

/** How far the walks of a target have come. Its memory grows with the walks, and not with their records. */
export class TargetProgress {
  /** The last step of this target. */
  step: TargetStep | undefined;
  /** From the target, or from its first ARN. */
  accountId: string | null = null;
  readonly #walks = new Map<string, WalkProgress>();

  constructor() {
    this.#begin("DescribeProjects", null);
  }

  /**
   * Walks that are not done, in the order in which they were found. A walk that failed is among them, since it may
   * succeed now.
   */
  unfinished(): readonly WalkProgress[] {
    return [...this.#walks.values()].filter(({ outcome }) => outcome === null || !FINAL.has(outcome));
  }

  /**
   * Adds a step that was committed.
   *
   * @returns the walks that follow from it and are new.
   */
  add(step: WalkStep, depth: readonly Depth[]): readonly WalkProgress[] {
    this.accountId ??= step.accountId;
    moveOn(this.#walks.get(keyOfWalk(step)) ?? this.#begin(step.operation, step.parentArn), step);
    return step.records
      .flatMap((record) => childrenOf(record, depth))
      .filter((child) => !this.#walks.has(keyOfWalk(child)))
      .map((child) => this.#begin(child.operation, child.parentArn));
  }

  #begin(operation: Operation, parentArn: string | null): WalkProgress {
    const walk = { operation, parentArn, generation: 0, pages: 0, position: null, outcome: null };
    this.#walks.set(keyOfWalk(walk), walk);
    return walk;
  }
}

/** Outcomes that do not change if the walk is tried again. A denial may be lifted, and a throttle may end. */
const FINAL: ReadonlySet<WalkOutcome> = new Set(["complete", "gone", "not-ready", "unsupported"]);
