import type { Sent } from "../traffic.js";

/** A way to pace requests, used for as long as its assumption holds. Times are on the limiter's clock, in ms. */
export interface Stage {
  /** When the next request may go, if nothing happens before. */
  dueAt(): number;
  /** Milliseconds from one request to the next, approximately; 0 if the stage has no such interval. */
  readonly interval: number;
  issued(sent: Sent): void;
  /** @returns whether the stage is over. */
  served(sent: Sent): boolean;
  /** The quota was used up. @returns whether the stage is over. */
  refused(sent: Sent): boolean;
  /** The service refused a request that is itself at fault: it took nothing from the quota. */
  excused?(sent: Sent): void;
  /** A request ended without an answer that says anything about the quota. */
  dropped?(sent: Sent): void;
}
