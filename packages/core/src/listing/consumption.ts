import type { ListingPosition } from "./listing-config.js";
import { type Place, resumeTokenOf } from "./place.js";
import type { WalkPlan } from "./walk.js";

/** What the consumers of a walk, pushed or pulled, have in common. */
export interface Consumption<Page> {
  readonly plan: WalkPlan<Page>;
  readonly start: Place;
  readonly signals: readonly AbortSignal[];
  readonly onPage: ((position: ListingPosition) => void) | undefined;
  readonly prefetch: number;
}

/** The position behind the page that was just delivered. */
export function positionBehind<Page>(plan: WalkPlan<Page>, next: Place, pagesDelivered: number): ListingPosition {
  // Only page one of chunk one is no token, and nothing is delivered before it.
  return { resumeToken: resumeTokenOf(next, plan.chunks) ?? "", pagesDelivered };
}
