import type { Place } from "./place.js";

/** An answer of the service, as a walk has to deliver it. */
export interface Answer {
  readonly id: string;
  /** Its items; one that does not decode is marked. */
  readonly items: readonly AnsweredItem[];
  readonly token: string | undefined;
}

export interface AnsweredItem {
  readonly item: number;
  readonly valid: boolean;
}

/** An answer in the walk that received it. */
export interface ReceivedAnswer extends Answer {
  readonly place: Place;
  readonly next: Place;
  readonly ending: Ending | undefined;
  /** Those of its items that have to reach the user: after a restart, those that have not done so before. */
  readonly due: readonly AnsweredItem[];
  /** Keys of the items that a walk which is carried on from here must not deliver again. */
  readonly outstanding: ReadonlySet<string>;
  /** Keys of those of its items that were delivered. */
  readonly delivered: Set<string>;
}

/** Why no page comes after one. */
export type Ending = "complete" | "repeated token" | "too many pages";

/** An item that does not decode is not the item that it would be. */
export function keyOf({ item, valid }: AnsweredItem): string {
  return valid ? `#${item}` : `#${item} spoilt`;
}
