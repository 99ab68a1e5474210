import { causesOf } from "./causes-of.js";

/**
 * Whether the service refused a request because of its token.
 *
 * It looks for the name `InvalidPaginationTokenException`, also in the chain of `cause`: a listing or a `perRequest` may
 * have wrapped what the SDK threw. The service has one exception for a token that has expired and for one that it never
 * gave. How long a token lives is not documented.
 *
 * @example
 * ```ts
 * import { describeProjects$, isExpiredToken, rekognitionClient } from "@rekognition-rx/core";
 *
 * const listing = describeProjects$({ client: rekognitionClient() });
 * listing.resumeFrom("a token that was written down last week").subscribe({
 *   next: (page) => console.log(page.ProjectDescriptions?.length ?? 0),
 *   error: (error: Error) => console.error(isExpiredToken(error) ? "begin again" : error.message),
 * });
 * ```
 *
 * @param error - anything that was thrown.
 * @see `restartOnExpiredToken` of the operators, which begins again by itself.
 */
export function isExpiredToken(error: unknown): boolean {
  return causesOf(error).some(
    (link) =>
      typeof link === "object" && link !== null && "name" in link && link.name === "InvalidPaginationTokenException",
  );
}
