import type { Listing } from "./listing.js";
import type { ListingConfig } from "../request/listing-config.js";
import { listingOf } from "./listing-of.js";
import { nextToken } from "../request/next-token.js";
import type { CommandClass, InputOf, OutputOf, PagedOperation } from "../request/paged-operation.js";

/**
 * Any paginated operation of any AWS SDK v3 client as a cold stream of its pages.
 *
 * Pass the command class if the request and the answer both have a `NextToken` (or both a `nextToken`).
 * For other tokens pass a {@link PagedOperation}: the command class alone is a compile error, and a TypeError at once.
 *
 * It is called like the SDK's paginators, and differs from them where they lose pages:
 * the input is never written to, a token that comes again is an error, and a failed walk can be resumed.
 *
 * @example
 * ```ts
 * import { paginate$ } from "@rekognition-rx/core";
 * import { ListCollectionsCommand, RekognitionClient } from "@aws-sdk/client-rekognition";
 * import { take } from "rxjs";
 *
 * const client = new RekognitionClient();
 * const collections$ = paginate$({ client, pageSize: 50 }, ListCollectionsCommand);
 * collections$.pipe(take(1)).subscribe({ next: (page) => console.log(page.CollectionIds), error: console.error });
 * ```
 *
 * @param config - the client, and how to walk; see {@link ListingConfig}.
 * @param operation - a command class, or a descriptor that says where the tokens are.
 * @param input - the request's other members. It is read once, and never written to.
 * @throws TypeError or RangeError immediately, for a configuration that cannot work.
 * @see {@link describeProjects$} and its siblings for the operations of Custom Labels.
 */
export function paginate$<Command extends SdkCommand>(
  config: ListingConfig<OutputOf<NoInfer<Command>>, NoInfer<Command>>,
  operation: CommandClass<Command> & NextTokenBothWays<NoInfer<Command>>,
  ...input: InputArgument<NoInfer<Command>>
): Listing<OutputOf<Command>>;
/** The same, for an operation that a {@link PagedOperation} describes. Its tokens may be objects, too. */
export function paginate$<Command extends SdkCommand>(
  config: ListingConfig<OutputOf<NoInfer<Command>>, NoInfer<Command>>,
  operation: PagedOperation<Command>,
  ...input: InputArgument<NoInfer<Command>>
): Listing<OutputOf<Command>, string | object>;
/** The same, for commands written by hand. The type of a page is that of the client's answers. */
export function paginate$<Page extends object, Command>(
  config: ListingConfig<Page, NoInfer<Command>>,
  operation: (CommandClass<Command> | PagedOperation<Command>) & HandMade<NoInfer<Command>>,
  ...input: InputArgument<NoInfer<Command>>
): Listing<Page, string | object>;
export function paginate$(
  config: ListingConfig<object, object>,
  operation: CommandClass<object> | PagedOperation<object>,
  input: object = {},
): Listing<object, string | object> {
  return listingOf(config, typeof operation === "function" ? nextToken(operation) : operation, [input]);
}

/** Allows a command class alone only if its request and its answer both have a `NextToken`, or both a `nextToken`. */
export type NextTokenBothWays<Command> = "NextToken" extends keyof InputOf<Command> & keyof OutputOf<Command>
  ? unknown
  : "nextToken" extends keyof InputOf<Command> & keyof OutputOf<Command>
    ? unknown
    : {
        readonly "this command does not have a NextToken in both its request and its answer; give { command, inputToken, outputToken }": never;
      };

/** The input can be left out only if the service requires none of its members. */
export type InputArgument<Command> =
  Partial<InputOf<Command>> extends InputOf<Command> ? [input?: InputOf<Command>] : [input: InputOf<Command>];

/**
 * Admits only commands that are not the SDK's. The type of their pages is that of the client's answers. For all others, the
 * compiler reports this last overload, so it says what the two before it would have taken.
 */
export type HandMade<Command> = Command extends SdkCommand
  ? {
      readonly "this command does not have a NextToken in both its request and its answer, or a token is misspelt; give { command, inputToken, outputToken }": never;
    }
  : unknown;

/** A command of the SDK. The type of its output is the one that its middleware resolves to. */
export interface SdkCommand {
  readonly input: object;
  /** Gives the type of the output. It is never called here. */
  resolveMiddleware: (...args: never) => (...args: never) => Promise<{ readonly output: object }>;
}
