import type { RekognitionClient } from "@aws-sdk/client-rekognition";

/** The middleware of a client, as the SDK has it. */
export type MiddlewareStack = RekognitionClient["middlewareStack"];

/** One middleware of a stack, and what was said of its place when it was added. */
export interface MiddlewareEntry {
  readonly middleware: Middleware;
  readonly options: MiddlewareOptions;
  /** Whether its place is relative to another's. */
  readonly isRelative: boolean;
}

/** Any middleware: each wraps the handler behind it. */
export type Middleware = (next: Handler, context: Context) => Handler;
export type Handler = (args: never) => Promise<unknown>;
export interface Context {
  readonly logger?: object | undefined;
}

interface MiddlewareOptions {
  readonly name?: string | undefined;
  readonly [option: string]: unknown;
}

/** The middleware that a stack, or a plugin, adds; in the order in which it was added. */
export function middlewareEntries(stack: Pick<MiddlewareStack, "applyToStack">): readonly MiddlewareEntry[] {
  const entries: MiddlewareEntry[] = [];
  const collect =
    (isRelative: boolean) =>
    (middleware: Middleware, given: MiddlewareOptions & { readonly middleware?: unknown }): void => {
      // The SDK copies an entry by giving all of it as options: a middleware in there would win over the one beside it.
      const { middleware: _, ...options } = given;
      entries.push({ middleware, options, isRelative });
    };
  stack.applyToStack({ add: collect(false), addRelativeTo: collect(true) } as unknown as MiddlewareStack);
  return entries;
}

/** Adds a middleware where another was, or would have been. */
export function addEntry(
  stack: MiddlewareStack,
  { isRelative, options }: MiddlewareEntry,
  middleware: Middleware,
): void {
  // The options are those that the SDK, or the user, gave with a middleware of the same kind.
  if (isRelative) {
    stack.addRelativeTo(middleware as never, options as never);
  } else {
    stack.add(middleware as never, options as never);
  }
}
