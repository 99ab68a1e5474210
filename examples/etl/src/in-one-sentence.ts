import { causesOf, isListingError } from "@rekognition-rx/core";

/** What went wrong, for a person: without a stack trace, and without control characters from elsewhere. */
export function inOneSentence(error: unknown): string {
  const causes = causesOf(error);
  const walk = causes.findLast(isListingError);
  // The listing's own message is for a program that can resume; here it is enough to run it again.
  const cause = walk === undefined ? error : causes.at(-1);
  const name = cause instanceof Error && walk !== undefined && cause.name !== "Error" ? `${cause.name}: ` : "";
  const what = `${name}${cause instanceof Error ? cause.message : String(cause)}`;
  const where = walk === undefined ? "" : `${walk.operation} failed at page ${walk.pagesDelivered + 1}: `;
  return `${where}${what}`.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
}
