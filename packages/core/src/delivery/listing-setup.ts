import type { Checkpoint } from "../request/listing-config.js";
import type { Place } from "../walk/place.js";
import type { WalkPlan } from "../walk/walk-plan.js";

/** What a listing's consumers, pushed or pulled, have in common. */
export interface ListingSetup<Page> {
  readonly plan: WalkPlan<Page>;
  readonly start: Place;
  readonly signals: readonly AbortSignal[];
  readonly checkpoint: Checkpoint | undefined;
  readonly prefetch: number;
  /** Whether each page is given with its place, though there is no checkpoint. */
  readonly tellsPlaces: boolean;
}
