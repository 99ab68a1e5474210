import type { Sent } from "./traffic.js";

/** Decides when the next request may go. Times are on the limiter's clock, in ms. */
export interface Pace {
  /** When the next request may go, if nothing happens before. */
  dueAt(): number;
  /** Milliseconds from one request to the next, approximately. */
  readonly interval: number;
  /** Whether the service served requests lately, as far as is known. */
  readonly isServing: boolean;
  issued(sent: Sent): void;
  /** @param servedSentBefore - when the last of the requests that were served before was sent. */
  served(sent: Sent, servedSentBefore: number): void;
  /** The service refused a request, and the request itself was not at fault. */
  refused(sent: Sent): void;
  /** The service refused a request that is itself at fault: it took nothing from the quota. */
  excused(sent: Sent): void;
  /**
   * The next refusal may turn out to be the fault of its request.
   *
   * @returns makes the pace what it is now, if it is slower then.
   */
  remember(): () => void;
  /** A request ended without an answer that says anything about the quota. */
  dropped(sent: Sent): void;
}
