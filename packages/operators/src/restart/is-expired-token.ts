/**
 * Whether the service refused a request because of its token.
 *
 * By name, through `cause` too: a `perRequest` may have wrapped what the SDK threw.
 * The service has one exception for a token that has expired and for one that it never gave.
 */
export function isExpiredToken(error: unknown): boolean {
  let link = error;
  // Bounded: a cause may be its own cause.
  for (let depth = 0; depth < LONGEST_CHAIN && typeof link === "object" && link !== null; depth += 1) {
    if ("name" in link && link.name === "InvalidPaginationTokenException") {
      return true;
    }
    link = "cause" in link ? link.cause : undefined;
  }
  return false;
}

const LONGEST_CHAIN = 10;
