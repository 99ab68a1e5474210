import type { ListingPosition } from "@rekognition-rx/core";
import type { ReceivedAnswer } from "./answer.js";
import type { Place } from "./place.js";
import type { Broken, Promised } from "./promised.js";
import type { WalkEnd, WalkRecord } from "./walk-record.js";

/** A promise about one walk: what it states, and what it watches to see it kept or broken. */
export interface WalkPromise extends Promised {
  readonly watches: WalkWatchers;
}

/** Each is called with the record as it was before: what happens is what the promise judges. */
export interface WalkWatchers {
  /** A request is sent. */
  readonly asks?: (walk: WalkRecord, request: PageRequest) => Broken;
  /** The library aborts the request in flight. */
  readonly aborts?: (walk: WalkRecord) => Broken;
  /** A page reaches the user. */
  readonly delivers?: (walk: WalkRecord, page: DeliveredPage) => Broken;
  /** A value comes out of the stages after the pages. */
  readonly emits?: (walk: WalkRecord, shown: string) => Broken;
  /** `checkpoint` is called. */
  readonly reports?: (walk: WalkRecord, position: ListingPosition) => Broken;
  readonly ends?: (walk: WalkRecord, end: WalkEnd) => Broken;
  readonly completes?: (walk: WalkRecord) => Broken;
  readonly fails?: (walk: WalkRecord, error: unknown) => Broken;
  /** After each step, and after each request that was sent. */
  readonly anytime?: (walk: WalkRecord) => Broken;
  /** After each step, when everything that can settle has settled. */
  readonly rests?: (walk: WalkRecord, timers: number) => Broken;
}

export interface PageRequest {
  readonly place: Place;
  readonly names: readonly string[] | undefined;
  readonly size: number | undefined;
  readonly signal: AbortSignal | undefined;
}

interface DeliveredPage {
  readonly id: string;
  readonly page: unknown;
  /** The answer that was next, if there is any. */
  readonly next: ReceivedAnswer | undefined;
}
