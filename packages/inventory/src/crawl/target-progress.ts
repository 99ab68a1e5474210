import { childrenOf } from "./children-of.js";
import type { Depth } from "./depth.js";
import type { Operation } from "./operation.js";
import type { TargetStep, WalkStep } from "./step.js";
import type { WalkOutcome } from "./walk-outcome.js";
import type { WalkProgress } from "./walk-progress.js";

/** Where the walks of a target stand. Its memory grows with them, and not with their records. */
export class TargetProgress {
  /** The last one. */
  step: TargetStep | undefined;
  /** As the target says, or as its first ARN does. */
  accountId: string | null = null;
  readonly #walks = new Map<string, WalkProgress>();

  constructor() {
    this.#begin("DescribeProjects", null);
  }

  /** Walks that are not done, in the order in which they came up. What the service answered otherwise may answer now. */
  unfinished(): readonly WalkProgress[] {
    return [...this.#walks.values()].filter(({ outcome }) => outcome === null || !FINAL.has(outcome));
  }

  /**
   * A step was committed.
   *
   * @returns the walks that follow from it, and were not there before.
   */
  add(step: WalkStep, depth: readonly Depth[]): readonly WalkProgress[] {
    const { operation, parentArn, generation, pages, position, outcome } = step;
    this.accountId ??= step.accountId;
    const walk = this.#walks.get(keyOf(operation, parentArn)) ?? this.#begin(operation, parentArn);
    Object.assign(walk, { generation, pages, position, outcome });
    return step.records
      .flatMap((record) => childrenOf(record, depth))
      .filter((child) => !this.#walks.has(keyOf(child.operation, child.parentArn)))
      .map((child) => this.#begin(child.operation, child.parentArn));
  }

  #begin(operation: Operation, parentArn: string | null): WalkProgress {
    const walk = { operation, parentArn, generation: 0, pages: 0, position: null, outcome: null };
    this.#walks.set(keyOf(operation, parentArn), walk);
    return walk;
  }
}

function keyOf(operation: Operation, parentArn: string | null): string {
  return `${operation} ${parentArn ?? ""}`;
}

/** What asking again does not change. A denial may be lifted, and a throttle end. */
const FINAL: ReadonlySet<WalkOutcome> = new Set(["complete", "gone", "not-ready", "unsupported"]);
