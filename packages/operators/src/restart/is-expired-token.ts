import { causesOf } from "@rekognition-rx/core";

/**
 * Whether the service refused a request because of its token.
 *
 * By name, through `cause` too: a `perRequest` may have wrapped what the SDK threw.
 * The service has one exception for a token that has expired and for one that it never gave.
 */
export function isExpiredToken(error: unknown): boolean {
  return causesOf(error).some(
    (link) =>
      typeof link === "object" && link !== null && "name" in link && link.name === "InvalidPaginationTokenException",
  );
}
