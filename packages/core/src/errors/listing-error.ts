import { causesOf } from "./causes-of.js";
import { describeCause } from "./describe-cause.js";
import { foreignAnswer } from "./foreign-answer.js";
import { isClockSkew } from "./is-clock-skew.js";
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
function adviceFor(cause: unknown, { resumeToken }: { readonly resumeToken: string | undefined }): string {
  for (const link of causesOf(cause)) {
    const name = nameOf(link);
    if (name === EXPIRED_TOKEN && resumeToken !== undefined) {
      return (
        "the service does not accept this token (any more), so resumeFrom would fail again: " +
        "use restartOnExpiredToken, which begins again without repeating what was delivered"
      );
    }
    if (isClockSkew(link)) {
      return (
        "the clocks of this machine and of the service are more than five minutes apart (the credentials may be right): " +
        "set the clock, then carry on with resumeFrom(error.resumeToken)"
      );
    }
    if (isTokenFault(link)) {
      return "resumeFrom would fail again until that is changed";
    }
    if (foreignAnswer(link) !== undefined) {
      return "see who answered, then carry on with resumeFrom(error.resumeToken): nothing is lost";
    }
    if (REFUSED_AGAIN.has(name)) {
      return "the same request will be refused again until the reason for the refusal is removed";
    }
  }
  return "nothing is lost, carry on with resumeFrom(error.resumeToken)";
}

function nameOf(thrown: unknown): string {
  try {
    return String((thrown as { readonly name?: unknown } | null | undefined)?.name);
  } catch {
    return "";
  }
}

const EXPIRED_TOKEN = "InvalidPaginationTokenException";

/** Exceptions of AWS's services for a request that is wrong or denied: their names in the service models. */
const REFUSED_AGAIN: ReadonlySet<string> = new Set([
  EXPIRED_TOKEN,
  "AccessDenied",
  "AccessDeniedException",
  "IncompleteSignature",
  "IncompleteSignatureException",
  "InvalidClientTokenId",
  "InvalidParameterException",
  "InvalidParameterValueException",
  "InvalidSignatureException",
  "MissingAuthenticationTokenException",
  "NotAuthorized",
  "ResourceNotFoundException",
  "SignatureDoesNotMatch",
  "UnauthorizedOperation",
  "UnrecognizedClientException",
  "ValidationError",
  "ValidationException",
]);
