/**
 * Describes a paginated operation of any AWS SDK v3 client for `paginate$`. It is needed if the request and the answer
 * do not both have a `NextToken` (or both a `nextToken`).
 *
 * @example
 * ```ts
 * import type { PagedOperation } from "@rekognition-rx/core";
 * import { ListObjectsV2Command } from "@aws-sdk/client-s3";
 *
 * export const listObjects: PagedOperation<ListObjectsV2Command> = {
 *   command: ListObjectsV2Command,
 *   inputToken: "ContinuationToken",
 *   outputToken: "NextContinuationToken",
 *   pageSize: "MaxKeys",
 * };
 * ```
 */
export interface PagedOperation<Command> {
  /** The command class. Each page request is a new command of it. */
  readonly command: CommandClass<Command>;
  /** The member of the request that takes the token: its name, or a dotted path. */
  readonly inputToken: PathIn<InputOf<Command>>;
  /** The member of the answer that has the next token: its name, or a dotted path. */
  readonly outputToken: PathIn<OutputOf<Command>>;
  /** The member of the request that takes the page size. Without it, a `pageSize` in the configuration is an error. */
  readonly pageSize?: PathIn<InputOf<Command>> | undefined;
  /** The largest page size that the service accepts. A larger one is an error at once. */
  readonly maxPageSize?: number | undefined;
  /**
   * How the last page is recognised. `"absent"`: it has no token. `"same"`: it repeats the token of its request, as in
   * CloudWatch Logs.
   *
   * @defaultValue "absent"
   */
  readonly end?: "absent" | "same" | undefined;
  /**
   * The member of the answer that has the items, if the service sends it even when it is empty. Then an answer with
   * neither items nor a token is an `EmptyAnswerError`, and not the last page.
   *
   * @defaultValue undefined: every answer is a page
   */
  readonly items?: (keyof OutputOf<Command> & string) | undefined;
  /** The operation's name in errors. Without it, the command's class name, which a minifier may change. */
  readonly name?: string | undefined;
}

/** A command class of an AWS SDK v3 client: `new` makes a command from an input. */
export type CommandClass<Command> = new (input: InputOf<Command>) => Command;

/** The input from which a command is made. */
export type InputOf<Command> = Command extends { readonly input: infer Input extends object } ? Input : object;

/** The output of an SDK command. */
export type OutputOf<Command> = Command extends {
  resolveMiddleware: (...args: never) => (...args: never) => Promise<{ readonly output: infer Output extends object }>;
}
  ? Output
  : never;

/**
 * The names of a structure's members, and dotted paths of up to three names to members inside them.
 *
 * Any text if nothing is known about the structure: a command written by hand, or one with members of any name.
 *
 * @typeParam Levels - a tuple: its length is the number of names that a path may have after the first.
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
