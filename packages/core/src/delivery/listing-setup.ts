import type { ListingPosition } from "../request/listing-config.js";
import { type Place, resumeTokenOf } from "../walk/place.js";
import type { WalkPlan } from "../walk/walk.js";

/** What the consumers of a walk, pushed or pulled, have in common. */
export interface ListingSetup<Page> {
  readonly plan: WalkPlan<Page>;
  readonly start: Place;
  readonly signals: readonly AbortSignal[];
  readonly checkpoint: ((position: ListingPosition) => void) | undefined;
  readonly prefetch: number;
}

/** The position behind the page that was just delivered. */
export function positionBehind<Page>(plan: WalkPlan<Page>, next: Place, pagesDelivered: number): ListingPosition {
  // Only page one of chunk one is no token, and nothing is delivered before it.
  return { resumeToken: resumeTokenOf(next, plan.chunks) ?? "", pagesDelivered };
}
