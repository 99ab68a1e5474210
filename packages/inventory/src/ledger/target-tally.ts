import type { StepError, TargetStep, WalkStep } from "../crawl/step.js";
import type { TargetEntry } from "./ledger-entry.js";
import { WalkTally } from "./walk-tally.js";

/** The sums over the steps of one target, and its walks. */
export class TargetTally {
  readonly #target: string;
  readonly #walks = new Map<string, WalkTally>();
  #accountId: string | null = null;
  #accountName: string | null = null;
  #region: string | null = null;
  #outcome: TargetStep["outcome"] = "expected";
  #error: StepError | null = null;
  #isReached = false;

  constructor(target: string) {
    this.#target = target;
  }

  get accountId(): string | null {
    return this.#accountId;
  }

  get target(): string {
    return this.#target;
  }

  get walks(): Iterable<WalkTally> {
    return this.#walks.values();
  }

  addTarget(step: TargetStep): void {
    this.#accountId = step.accountId ?? this.#accountId;
    this.#accountName = step.accountName ?? this.#accountName;
    this.#region = step.region ?? this.#region;
    this.#outcome = step.outcome;
    this.#error = step.error;
  }

  addWalk(step: WalkStep): void {
    // The account may be known only from the first page on.
    this.#accountId = step.accountId ?? this.#accountId;
    this.#region ??= step.region;
    this.#isReached ||= step.pages > 0 || step.outcome !== null;
    this.#walkOf(step).add(step);
  }

  /** Adds a walk that follows from a record. Until its first step, it is only known that the walk has to be made. */
  addDue(walk: Pick<WalkStep, "operation" | "parentArn" | "region">): void {
    this.#walkOf(walk);
  }

  #walkOf(walk: Pick<WalkStep, "operation" | "parentArn" | "region">): WalkTally {
    const key = keyOf(walk);
    let tally = this.#walks.get(key);
    if (tally === undefined) {
      tally = new WalkTally(walk);
      this.#walks.set(key, tally);
    }
    return tally;
  }

  walk(step: Pick<WalkStep, "operation" | "parentArn">): WalkTally | undefined {
    return this.#walks.get(keyOf(step));
  }

  entry(): TargetEntry {
    const asked = this.#isReached ? "reached" : "unfinished";
    return {
      _tag: "Target",
      target: this.#target,
      accountId: this.#accountId,
      accountName: this.#accountName,
      region: this.#region,
      outcome: this.#outcome === "expected" ? asked : this.#outcome,
      error: this.#error,
    };
  }
}

function keyOf({ operation, parentArn }: Pick<WalkStep, "operation" | "parentArn">): string {
  return `${operation} ${parentArn ?? ""}`;
}
