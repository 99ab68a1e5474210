/**
 * An error and its causes, the outermost first: what `cause` leads to, link by link.
 *
 * For code that looks for one kind of failure, however it was wrapped: by a `ListingError`, by a `perRequest`, by a
 * user's own error. What was thrown need not be an `Error`: a link is whatever stands there, and only an object leads
 * further. Ends where a chain runs in a circle, where a `cause` cannot be read, and after ten links.
 *
 * @example
 * ```ts
 * import { causesOf } from "@rekognition-rx/core";
 *
 * function isDenied(error: unknown): boolean {
 *   return causesOf(error).some((link) => link instanceof Error && link.name === "AccessDeniedException");
 * }
 * console.log(isDenied(new Error("wrapped", { cause: Object.assign(new Error(), { name: "AccessDeniedException" }) })));
 * ```
 *
 * @param error - anything that was thrown. It is the first link, whatever it is.
 */
export function causesOf(error: unknown): readonly unknown[] {
  const chain = [error];
  let link = error;
  while (chain.length < LONGEST_CHAIN && hasCause(link)) {
    try {
      link = link.cause;
    } catch {
      break;
    }
    if (link === undefined || chain.includes(link)) {
      break;
    }
    chain.push(link);
  }
  return chain;
}

const LONGEST_CHAIN = 10;

function hasCause(link: unknown): link is { readonly cause?: unknown } {
  return typeof link === "object" && link !== null;
}
