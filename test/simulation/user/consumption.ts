import type { ConsumerSpec } from "../program/program.js";
import type { WalkWatch } from "../oracle/walk-watch.js";
import type { VirtualWorld } from "../world/virtual-world.js";
import type { AnyListing, Library } from "./library.js";

/** A listing, and everything that its consumer needs. */
export interface Consumption {
  readonly listing: AnyListing;
  readonly watch: WalkWatch;
  readonly library: Library;
  readonly world: VirtualWorld;
  /** Called with the number of each page, or of each value of a subscriber. */
  readonly onValue: (nth: number) => void;
}

export type ConsumerOf<Kind extends ConsumerSpec["kind"]> = Extract<ConsumerSpec, { readonly kind: Kind }>;

/** An error of the user's own. */
export function ownError(watch: WalkWatch, where: string): Error {
  const error = new Error(`thrown by ${where}`);
  watch.record.ownErrors.add(error);
  return error;
}
