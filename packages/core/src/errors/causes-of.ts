/**
 * An error and the chain of its `cause`s, the outermost first.
 *
 * Use it to look for one kind of failure that may be wrapped: by a `ListingError`, by a `perRequest`, or by an error of
 * your own. A link can be any value, since any value can be thrown, and the chain goes on only from an object.
 * It ends when it would repeat a link, at a `cause` that cannot be read, and after ten links.
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
