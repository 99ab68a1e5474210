import type { Broken, Promised } from "./promised.js";
import type { WalkRecord } from "./walk-record.js";

/** A promise about everything that happens together. */
export interface WorldPromise extends Promised {
  readonly watches: {
    /** After each step, when everything that can settle has settled. */
    readonly rests?: (world: WorldRecord) => Broken;
    /** A walk is not over, and nothing is due any more. */
    readonly stalls?: (walk: WalkRecord) => Broken;
    readonly completes?: (walk: WalkRecord, service: ServiceDuringWalk) => Broken;
    /** The library throws instead of giving an error to whoever called. */
    readonly throws?: (error: unknown) => Broken;
    /** There is no end to what is due. */
    readonly outlasts?: (steps: number) => Broken;
    /** Nothing will happen any more. */
    readonly ends?: (world: WorldRecord) => Broken;
  };
}

export interface WorldRecord {
  readonly walks: readonly WalkRecord[];
  readonly signals: readonly AbortSignal[];
  /** Errors that were thrown since the last step where nobody could catch them. */
  readonly unhandled: readonly unknown[];
}

/** What the service did while a walk, and all that it carries on, were under way. */
export interface ServiceDuringWalk {
  /** The items that were there all the time. */
  readonly heldThroughout: readonly number[];
  /** Whether it answered with what is not so: such a walk cannot be complete. */
  readonly wasLiedTo: boolean;
}
