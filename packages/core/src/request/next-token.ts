import type { CommandClass, PagedOperation } from "./paged-operation.js";
import { memberNames, schemaOf } from "./sdk-schema.js";

/**
 * An operation as most of AWS has them: `NextToken`, or `nextToken`, in the request and in the answer.
 *
 * Which of the two it is, and which member takes the page size, the command's own schema says; where there is none
 * (an SDK before 3.1000, a command written by hand) it is `NextToken` and `MaxResults`.
 *
 * @throws TypeError for a command whose tokens are others: it would end after one page, and nobody would notice.
 */
export function nextToken<Command>(
  command: CommandClass<Command>,
  limits: Pick<PagedOperation<Command>, "name" | "maxPageSize"> = {},
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
      `${limits.name ?? command.name} has no NextToken and no nextToken in both its request and its answer; ` +
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

/** The usual names of it in AWS's services. */
const PAGE_SIZES = ["MaxResults", "maxResults", "MaxItems", "maxItems", "Limit", "limit", "PageSize", "pageSize"];

function operationOf<Command>(
  command: CommandClass<Command>,
  token: string,
  pageSize: string | undefined,
  limits: Pick<PagedOperation<Command>, "name" | "maxPageSize">,
): PagedOperation<Command> {
  // As their types say: each name was found in the schema, or is the service's own.
  const members = { inputToken: token, outputToken: token, pageSize };
  return { command, ...(members as Pick<PagedOperation<Command>, keyof typeof members>), ...limits };
}
