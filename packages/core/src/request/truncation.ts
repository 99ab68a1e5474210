import { tokenFault } from "../errors/token-fault.js";
import { type MemberPath, readMember } from "./member-path.js";
import { type CommandSchema, namesBeside } from "./sdk-schema.js";

/**
 * Makes a function that reads whether an answer says that it has been cut off: `IsTruncated`, beside the token. It gives
 * `undefined` for an answer that does not say so.
 *
 * @param schema - that of the command, if the SDK has one.
 * @returns `undefined` if no answer of this command has such a member.
 */
export function truncation(
  outputToken: MemberPath,
  schema: CommandSchema | undefined,
): ((page: object) => boolean | undefined) | undefined {
  if (schema !== undefined && !namesBeside(schema.output, outputToken).some((name) => FLAGS.includes(name))) {
    return undefined;
  }
  const around = outputToken.slice(0, -1);
  return (page) => {
    const structure = (around.length === 0 ? page : readMember(page, around)) as Readonly<Record<string, unknown>>;
    return FLAGS.map((name) => structure?.[name]).find((flag) => typeof flag === "boolean");
  };
}

/** @returns the error of a page that has been cut off, and has no token. */
export function cutOffWithoutToken(outputToken: string): TypeError {
  return tokenFault(
    `the answer says that it has been cut off (IsTruncated), but has no ${outputToken}, which would lead to the rest; ` +
      "use an operation whose answers have a token, such as ListObjectsV2 in place of ListObjects",
  );
}

const FLAGS: readonly string[] = ["IsTruncated", "isTruncated", "Truncated", "truncated"];
