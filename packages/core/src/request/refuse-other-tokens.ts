import { tokenFault } from "../errors/token-fault.js";
import { isNoToken } from "./is-no-token.js";
import { readMember } from "./member-path.js";

/**
 * Refuses a page that does not have the expected token but has one of another name: it is not the last page.
 *
 * If the SDK has a schema of the command, a wrong name was refused before. This is for commands without a schema.
 *
 * @throws TypeError that names both tokens.
 */
export function refuseOtherTokens(page: object, outputToken: string): void {
  const other = OTHER_TOKENS.find((name) => name !== outputToken && !isNoToken(readMember(page, [name])));
  if (other !== undefined) {
    throw tokenFault(
      `the answer has no ${outputToken}, but it has ${other}: it would wrongly count as the last page; ` +
        `describe where its tokens are: { command, inputToken, outputToken: "${other}" }`,
    );
  }
}

/** The names of tokens in AWS's services, the usual two first. */
const OTHER_TOKENS = [
  "NextToken",
  "nextToken",
  "LastEvaluatedKey",
  "NextContinuationToken",
  "NextMarker",
  "nextForwardToken",
];
