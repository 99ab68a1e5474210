/** What changed since an earlier run. */
export interface RunChanges {
  /** The earlier run. */
  readonly runId: string;
  readonly startedAt: string;
  readonly counts: readonly ChangeCount[];
  readonly items: readonly ChangeLine[];
  readonly count: number;
}

/** How many changes of a kind there are in a table. */
export interface ChangeCount {
  readonly table: string;
  readonly kind: string;
  readonly count: number;
}

/** One change, as a person reads it. */
export interface ChangeLine {
  readonly kind: string;
  readonly table: string;
  readonly accountId: string;
  readonly region: string;
  readonly name: string;
  /** `status: TRAINING_COMPLETED, was TRAINING_IN_PROGRESS` */
  readonly what: string;
}
