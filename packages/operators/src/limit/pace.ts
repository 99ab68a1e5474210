import type { Sent } from "./traffic.js";

/** Decides when the next request may go. Times are on the limiter's clock, in ms. */
export interface Pace {
  /** When the next request may go, if nothing happens before. */
  dueAt(): number;
  /** Milliseconds from one request to the next, about. */
  readonly interval: number;
  /** Whether the service served requests lately, as far as is known. */
  readonly isServing: boolean;
  issued(sent: Sent): void;
  /** @param servedSentBefore - when the last one was let go of those that were served before. */
  served(sent: Sent, servedSentBefore: number): void;
  /** The service refused a request, and it was not the request's own affair. */
  refused(sent: Sent): void;
  /** The service refused a request for what is its own affair: it took nothing from the quota. */
  excused(sent: Sent): void;
  /** A request ended without an answer that says anything of the quota. */
  dropped(sent: Sent): void;
}
