import type { RunChanges } from "./run-changes.js";

/** What earlier runs say about what this run found. */
export interface RunHistory {
  /** `undefined` if there is no earlier run to compare with. */
  readonly changes: RunChanges | undefined;
  /** Why there are no changes, although there is an earlier run. */
  readonly problem?: string | undefined;
  /** When earlier runs first saw a model running, without a break since, by its ARN. */
  readonly seenRunning: ReadonlyMap<string, string>;
  /** The same for models that are starting. */
  readonly seenStarting: ReadonlyMap<string, string>;
}

/** For a run that has no earlier run. */
export const NO_HISTORY: RunHistory = { changes: undefined, seenRunning: new Map(), seenStarting: new Map() };
