/**
 * A paginated operation of any AWS SDK v3 client, where its tokens are not `NextToken` (or `nextToken`) both ways.
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
  readonly inputToken: PathIn<InputOf<Command>>;
  /** Where the answer has the next one: a member, or a dotted path. */
  readonly outputToken: PathIn<OutputOf<Command>>;
  /** The member of the request that `pageSize` is written to. Without it a `pageSize` is an error. */
  readonly pageSize?: PathIn<InputOf<Command>> | undefined;
  /** The most that the service takes for it; more is an error at once. */
  readonly maxPageSize?: number | undefined;
  /**
   * How the last page is recognised: it has no token, or (CloudWatch Logs) it repeats the token it was asked with.
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

/**
 * The names of a structure's members, and dotted paths to those within, of up to three names.
 *
 * Any text where nothing is known of the structure: a command written by hand, or one with members of any name.
 *
 * @typeParam Levels - as many members as the path may have names after the first.
 */
export type PathIn<Structure, Levels extends readonly unknown[] = [1, 1]> = [keyof Structure] extends [never]
  ? string
  : string extends keyof Structure
    ? string
    : {
        [Name in keyof Structure & string]:
          | Name
          | (Levels extends readonly [unknown, ...infer Fewer]
              ? NonNullable<Structure[Name]> extends infer Inner extends object
                ? Inner extends readonly unknown[] | Date | Uint8Array
                  ? never
                  : `${Name}.${PathIn<Inner, Fewer>}`
                : never
              : never);
      }[keyof Structure & string];
