import type { RunChanges } from "./run-changes.js";

/** What earlier runs say of what this one found. */
export interface RunHistory {
  /** `undefined` where there is none to compare with. */
  readonly changes: RunChanges | undefined;
  /** Why there are none, although there is an earlier run. */
  readonly problem?: string | undefined;
  /** When the first of the runs in which a model ran without a break saw it, by its ARN. */
  readonly seenRunning: ReadonlyMap<string, string>;
  /** The same for models that are starting. */
  readonly seenStarting: ReadonlyMap<string, string>;
}

/** A run without another before it. */
export const NO_HISTORY: RunHistory = { changes: undefined, seenRunning: new Map(), seenStarting: new Map() };
