import { causesOf } from "./causes-of.js";
import { describeCause } from "./describe-cause.js";
import { foreignAnswer } from "./foreign-answer.js";
import { isClockSkew } from "./is-clock-skew.js";
import { isExpiredToken } from "./is-expired-token.js";
import { isLocalFault } from "./is-local-fault.js";
import { isRefusedAgain } from "./is-refused-again.js";
import { isRepeatedTokenError } from "./repeated-token-error.js";
import { isRetriesExhaustedError } from "./retries-exhausted-error.js";
import { isTokenFault } from "./token-fault.js";
import { whoseWalk } from "./whose-walk.js";

/**
 * A page request of a listing failed; the walk ended after the last page that it delivered.
 *
 * Nothing is lost: `listing.resumeFrom(error.resumeToken)` asks for the failed page again. If that cannot help, the
 * message says so. The exception of the SDK (or whatever else was thrown) is the `cause`, unchanged.
 *
 * @example
 * ```ts
 * import { isListingError } from "@rekognition-rx/core";
 *
 * function whereToResume(error: unknown): string | undefined {
 *   return isListingError(error) ? error.resumeToken : undefined;
 * }
 * ```
 */
export class ListingError extends Error {
  readonly _tag = "ListingError";
  /** The operation as AWS names it: `DescribeProjects`. */
  readonly operation: string;
  /** Whose walk it was: the `label` of the listing's configuration. */
  readonly label: string | undefined;
  /** Where `resumeFrom` carries on; `undefined` is page one. */
  readonly resumeToken: string | undefined;
  /** Pages this walk delivered before it failed. */
  readonly pagesDelivered: number;

  constructor(fields: {
    readonly operation: string;
    readonly label?: string | undefined;
    /** The ARN in the walk's input. The message has it if there is no label. */
    readonly resource?: string | undefined;
    readonly cause: unknown;
    readonly resumeToken: string | undefined;
    /** Whether the walk restarts by itself when its token is refused. */
    readonly hasRestarts?: boolean | undefined;
    readonly pagesDelivered: number;
  }) {
    const { cause, pagesDelivered } = fields;
    const advice = adviceFor(cause, fields);
    const what = `${whoseWalk(fields)} failed at page ${pagesDelivered + 1}: ${describeCause(cause)}`;
    // The listing of a parent or a child, inside another walk, may have said it already.
    super(what.endsWith(`; ${advice}`) ? what : `${what}; ${advice}`, { cause });
    this.name = "ListingError";
    this.operation = fields.operation;
    this.label = fields.label;
    this.resumeToken = fields.resumeToken;
    this.pagesDelivered = pagesDelivered;
  }
}

/** Whether a value is a {@link ListingError}, of this copy of the package or another. */
export function isListingError(value: unknown): value is ListingError {
  return value instanceof Error && "_tag" in value && value._tag === "ListingError";
}

/** Says what to do, as far as the cause shows it. Resuming does not help if the same request would be refused again. */
function adviceFor(cause: unknown, { resumeToken, hasRestarts = false }: Circumstances): string {
  // A fault that was retried may pass, whatever its status.
  let wasRetried = false;
  for (const link of causesOf(cause)) {
    wasRetried ||= isRetriesExhaustedError(link);
    if (isListingError(link) && link.message.endsWith(RESTARTED)) {
      return RESTARTED;
    }
    if (isRepeatedTokenError(link)) {
      return "resumeFrom would deliver pages of that walk again, and then fail again";
    }
    if (isExpiredToken(link) && resumeToken !== undefined) {
      return hasRestarts ? RESTARTED : EXPIRED;
    }
    if (isClockSkew(link)) {
      return (
        "the clocks of this machine and of the service are more than five minutes apart (the credentials may be right): " +
        "set the clock, then carry on with resumeFrom(error.resumeToken)"
      );
    }
    if (isTokenFault(link) || isLocalFault(link)) {
      return "resumeFrom would fail again until that is changed";
    }
    if (foreignAnswer(link) !== undefined) {
      return "see who answered, then carry on with resumeFrom(error.resumeToken): nothing is lost";
    }
    if (!wasRetried && isRefusedAgain(link)) {
      return "the same request will be refused again until the reason for the refusal is removed";
    }
  }
  return "nothing is lost, carry on with resumeFrom(error.resumeToken)";
}

interface Circumstances {
  readonly resumeToken: string | undefined;
  readonly hasRestarts?: boolean | undefined;
}

const EXPIRED =
  "the service does not accept this token (any more), so resumeFrom would fail again: " +
  "use restartOnExpiredToken, which begins again without repeating what was delivered";

const RESTARTED =
  "the service does not accept this token (any more), so resumeFrom would fail again, and the restarts that maxRestarts " +
  "allows have brought nothing new: begin a new walk";
