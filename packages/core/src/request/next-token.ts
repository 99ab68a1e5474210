import type { CommandClass, PagedOperation } from "./paged-operation.js";
import { memberNames, schemaOf } from "./sdk-schema.js";

/**
 * Describes an operation like most of AWS's: with `NextToken`, or `nextToken`, in both the request and the answer.
 *
 * The command's own schema says which of the two it is, and which member takes the page size. Without a schema
 * (an SDK before 3.1000, a command written by hand) they are `NextToken` and `MaxResults`.
 *
 * @throws TypeError for a command with other tokens: its walk would end after one page, and nobody would notice.
 */
export function nextToken<Command>(
  command: CommandClass<Command>,
  limits: Pick<PagedOperation<Command>, "items" | "maxPageSize" | "name"> = {},
): PagedOperation<Command> {
  const schema = schemaOf(command);
  if (schema === undefined) {
    return operationOf(command, "NextToken", "MaxResults", limits);
  }
  const taken = memberNames(schema.input);
  const given = memberNames(schema.output);
  const token = TOKENS.find((name) => taken.includes(name) && given.includes(name));
  if (token === undefined) {
    throw new TypeError(
      `${limits.name ?? command.name} does not have NextToken, or nextToken, in both its request and its answer; ` +
        `describe where its tokens are: { command: ${command.name}, inputToken, outputToken }. ` +
        `Its request takes ${taken.join(", ") || "nothing"}; its answer has ${given.join(", ") || "nothing"}`,
    );
  }
  return operationOf(
    command,
    token,
    PAGE_SIZES.find((name) => taken.includes(name)),
    limits,
  );
}

const TOKENS = ["NextToken", "nextToken"] as const;

/** The usual names of the page size in AWS's services. */
const PAGE_SIZES = ["MaxResults", "maxResults", "MaxItems", "maxItems", "Limit", "limit", "PageSize", "pageSize"];

function operationOf<Command>(
  command: CommandClass<Command>,
  token: string,
  pageSize: string | undefined,
  limits: Pick<PagedOperation<Command>, "items" | "maxPageSize" | "name">,
): PagedOperation<Command> {
  // The cast is safe: each name was found in the schema, or is the usual name.
  const members = { inputToken: token, outputToken: token, pageSize };
  return { command, ...(members as Pick<PagedOperation<Command>, keyof typeof members>), ...limits };
}
