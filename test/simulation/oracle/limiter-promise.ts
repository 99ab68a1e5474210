import type { LimiterSpec } from "../program/program.js";
import type { Broken, Promised } from "./promised.js";

/** A promise about one limiter. */
export interface LimiterPromise extends Promised {
  readonly watches: {
    /** A permit is given out, which the record has already. */
    readonly grants?: (limiter: LimiterRecord, to: PlaceInLine) => Broken;
    /** After each step, when everything that can settle has settled. */
    readonly rests?: (limiter: LimiterRecord) => Broken;
    /** Nothing will happen any more. */
    readonly ends?: (limiter: LimiterRecord, liveWalks: number) => Broken;
  };
}

/** What is known of a limiter from outside. */
export interface LimiterRecord {
  readonly spec: LimiterSpec;
  /** Who waits, first come first. */
  readonly waiting: readonly PlaceInLine[];
  /** When each permit was given out; without those whose requests the service refused, which took nothing from a quota. */
  readonly grants: readonly number[];
  /** Permits that were given out and not settled. */
  readonly unsettled: number;
  readonly timers: number;
}

export interface PlaceInLine {
  /** It may go before the others; and if its request is itself at fault, it rests before it joins the line. */
  readonly wasThrottled: boolean;
}
