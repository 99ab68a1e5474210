import type { CommandClass, PagedOperation } from "./paged-operation.js";

/** An operation as most of AWS has them: `NextToken` both ways, and `MaxResults`. */
export function nextToken<Command>(
  command: CommandClass<Command>,
  limits: Pick<PagedOperation<Command>, "name" | "maxPageSize"> = {},
): PagedOperation<Command> {
  return { command, inputToken: "NextToken", outputToken: "NextToken", pageSize: "MaxResults", ...limits };
}
