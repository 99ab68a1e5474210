import type { Checkpoint } from "../request/listing-config.js";
import type { Place } from "../walk/place.js";
import type { WalkPlan } from "../walk/walk-plan.js";

/** What all consumers of a listing have in common, whether they are pushed or pull. */
export interface ListingSetup<Page> {
  readonly plan: WalkPlan<Page>;
  readonly start: Place;
  readonly signals: readonly AbortSignal[];
  readonly checkpoint: Checkpoint | undefined;
  readonly prefetch: number;
  /** Whether each page is given with its place even without a checkpoint. */
  readonly tellsPlaces: boolean;
}
