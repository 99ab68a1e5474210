import type { Sent } from "../traffic.js";

/** A way to pace for as long as what it assumes holds. Times are on the limiter's clock, in ms. */
export interface Stage {
  /** When the next request may go, if nothing happens before. */
  dueAt(): number;
  /** Milliseconds from one request to the next, about; 0 where it does not go by that. */
  readonly interval: number;
  issued(sent: Sent): void;
  /** @returns whether the stage is over. */
  served(sent: Sent): boolean;
  /** The quota was used up. @returns whether the stage is over. */
  refused(sent: Sent): boolean;
  /** The service refused a request for what is its own affair: it took nothing from the quota. */
  excused?(sent: Sent): void;
  /** A request ended without an answer that says anything of the quota. */
  dropped?(sent: Sent): void;
}
