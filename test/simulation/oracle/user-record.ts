import { keyOf, type AnsweredItem, type ReceivedAnswer } from "./answer.js";

/** What the user of a walk has, wants and does. */
export class UserRecord {
  /** Pages that have reached the user. */
  delivered = 0;
  /** Values that have come out of the stages after the pages. */
  consumed = 0;
  /** Calls of `next` by a user who counts them. */
  calls: number | undefined;
  /** Whether the user has a page in hand. */
  holding = false;
  /** Set while the user leaves: what is aborted under way is aborted for that. */
  isLeaving = false;
  /** Set as the stream completes, for a user who hears of it by a promise a turn later: an abort in between is too late. */
  hasCompleted = false;
  /** Positions that were reported. */
  positions = 0;
  lastPosition: { readonly json: string; readonly pages: number } | undefined;
  /** Keys of all items that the user has. */
  readonly deliveredKeys: Set<string> = new Set<string>();

  /** Takes a page and those of its items that are due. */
  takes(answer: ReceivedAnswer, due: readonly AnsweredItem[]): void {
    for (const each of due) {
      const key = keyOf(each);
      this.deliveredKeys.add(key);
      answer.delivered.add(key);
    }
  }
}
