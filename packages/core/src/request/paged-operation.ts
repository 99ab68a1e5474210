/**
 * A paginated operation of any AWS SDK v3 client, where its tokens are not `NextToken` both ways.
 *
 * @example
 * ```ts
 * import type { PagedOperation } from "@rekognition-rx/core";
 * import { DescribeProjectsCommand } from "@aws-sdk/client-rekognition";
 *
 * export const describeProjects: PagedOperation<DescribeProjectsCommand> = {
 *   command: DescribeProjectsCommand,
 *   inputToken: "NextToken",
 *   outputToken: "NextToken",
 *   pageSize: "MaxResults",
 * };
 * ```
 */
export interface PagedOperation<Command> {
  readonly command: CommandClass<Command>;
  /** Where the request takes the token: a member, or a dotted path. */
  readonly inputToken: string;
  /** Where the answer has the next one: a member, or a dotted path. */
  readonly outputToken: string;
  /** The member of the request that `pageSize` is written to. Without it a `pageSize` is an error. */
  readonly pageSize?: string | undefined;
  /** The most that the service takes for it; more is an error at once. */
  readonly maxPageSize?: number | undefined;
  /**
   * How the last page is told: it has no token, or (CloudWatch Logs) it repeats the token it was asked with.
   *
   * @defaultValue "absent"
   */
  readonly end?: "absent" | "same" | undefined;
  /** The operation's name in errors. Without it, the command's class name, which a minifier may change. */
  readonly name?: string | undefined;
}

/** A command class of an AWS SDK v3 client: what `new` makes of an input. */
export type CommandClass<Command> = new (input: InputOf<Command>) => Command;

/** The input that a command is made of. */
export type InputOf<Command> = Command extends { readonly input: infer Input extends object } ? Input : object;

/** The output that an SDK command is answered with. */
export type OutputOf<Command> = Command extends {
  resolveMiddleware: (...args: never) => (...args: never) => Promise<{ readonly output: infer Output extends object }>;
}
  ? Output
  : never;
