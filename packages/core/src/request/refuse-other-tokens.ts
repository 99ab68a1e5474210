import { isNoToken } from "./is-no-token.js";
import { readMember } from "./member-path.js";

/**
 * Refuses a page without the token that was looked for and with one of another name: it is not the last.
 *
 * Where the SDK has a schema of the command, a wrong name was refused before. This is for older SDKs.
 *
 * @throws TypeError that names both.
 */
export function refuseOtherTokens(page: object, outputToken: string): void {
  const other = OTHER_TOKENS.find((name) => name !== outputToken && !isNoToken(readMember(page, [name])));
  if (other !== undefined) {
    throw new TypeError(
      `the answer has no ${outputToken}, and it has ${other}: it would have been taken for the last page; ` +
        `describe where its tokens are: { command, inputToken, outputToken: "${other}" }`,
    );
  }
}

/** The names that AWS's services have for it, the usual two first. */
const OTHER_TOKENS = [
  "NextToken",
  "nextToken",
  "LastEvaluatedKey",
  "NextContinuationToken",
  "NextMarker",
  "nextForwardToken",
];
