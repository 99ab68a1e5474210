import { describeCause } from "./describe-cause.js";
import { isClockSkew } from "./is-clock-skew.js";

/**
 * A request still failed after all the retries that the limits allow.
 *
 * The last failure is the `cause`. `retryThrottled` never retries this error, so two of them in one pipe do not multiply.
 */
export class RetriesExhaustedError extends Error {
  readonly _tag = "RetriesExhaustedError";
  /** Requests made, the first one included. */
  readonly attempts: number;
  /** Milliseconds from the first request to the last failure. */
  readonly elapsed: number;
  /** What kind of failure the last one was. */
  readonly reason: "throttled" | "transient";
  /** Which limit ended the retries. */
  readonly limit: "maxAttempts" | "maxElapsed" | "budget";

  constructor(fields: {
    readonly attempts: number;
    readonly elapsed: number;
    readonly reason: "throttled" | "transient";
    readonly limit: "maxAttempts" | "maxElapsed" | "budget";
    /** Whether a limiter held the requests back. */
    readonly isPaced?: boolean | undefined;
    /** Whether `maxAttempts` was given as one number, for both kinds of failures. */
    readonly isOneLimit?: boolean | undefined;
    /** How many of the failures were of the other kind than the last. */
    readonly others?: number | undefined;
    readonly cause: unknown;
  }) {
    const { attempts, elapsed, reason, limit, others = 0, cause } = fields;
    const [how, otherwise] = reason === "throttled" ? [THROTTLED, TRANSIENT] : [TRANSIENT, THROTTLED];
    const times = `${timesOf(attempts - others)}${others === 0 ? "" : ` and ${otherwise} ${timesOf(others)}`}`;
    const last = describeCause(cause);
    super(`${how} ${times} in ${seconds(elapsed)} (last: ${last}); ${adviceFor(fields)}`, { cause });
    this.name = "RetriesExhaustedError";
    this.attempts = attempts;
    this.elapsed = elapsed;
    this.reason = reason;
    this.limit = limit;
  }
}

/** Whether a value is a {@link RetriesExhaustedError}, of this copy of the package or another. */
export function isRetriesExhaustedError(value: unknown): value is RetriesExhaustedError {
  return value instanceof Error && "_tag" in value && value._tag === "RetriesExhaustedError";
}

/** Says what to do. Sharing a rate limit helps only against throttles, and only if there was no limiter. */
function adviceFor(fields: {
  readonly reason: "throttled" | "transient";
  readonly limit: "maxAttempts" | "maxElapsed" | "budget";
  readonly isPaced?: boolean | undefined;
  readonly isOneLimit?: boolean | undefined;
  readonly cause: unknown;
}): string {
  const { reason, limit, isPaced, isOneLimit = false, cause } = fields;
  if (limit === "budget") {
    return "the shared retry budget is spent: too much is failing at once";
  }
  if (isClockSkew(cause)) {
    return "the client has set its clock by the service's answer, and that did not help";
  }
  // A number there would be one limit for both kinds of failures, and lower that of the other.
  const bound = limit === "maxAttempts" && isPaced === true && !isOneLimit ? `maxAttempts.${reason}` : limit;
  if (reason === "transient") {
    return `the fault has lasted: carry on later, or raise ${bound}`;
  }
  return isPaced === true
    ? `the quota was spent by others, or is below the limiter's rate: see who spends it, or raise ${bound}`
    : `raise ${limit} or share a rate limit`;
}

const THROTTLED = "throttled";
const TRANSIENT = "refused by a transient fault";

function timesOf(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}

function seconds(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(ms < 10_000 ? 1 : 0)} s`;
}
