import type { RekognitionClient } from "@aws-sdk/client-rekognition";

/**
 * Leaves the SDK's log entry out of each request that is logged by nobody.
 *
 * The SDK prepares an entry of every answer, reading each of its members again, and gives it to a logger that
 * does nothing unless one was set.
 *
 * @param client - one that was given no logger: the one that it has is the SDK's own.
 */
export function skipSilentLogger(client: RekognitionClient): void {
  const entries = middlewareOf(client);
  const entry = entries.find(({ name }) => name === "loggerMiddleware");
  // Whatever replaces another is put after the others of its step: it must have been there before.
  if (entry === undefined || entries.findLast(({ step }) => step === entry.step) !== entry) {
    return;
  }
  const { middleware, ...options } = entry;
  const isSilent = silenceOf(client.config.logger);
  const skipping: Middleware = (next, context) => async (args) => {
    if (!isSilent(context.logger)) {
      return middleware(next, context)(args);
    }
    let answer: Answer;
    try {
      answer = await next(args);
    } catch (error) {
      // Middleware may set a logger while the request is under way: it gets its entry from the SDK all the same.
      return isSilent(context.logger) ? Promise.reject(error) : middleware(() => Promise.reject(error), context)(args);
    }
    // The SDK fails an answer without an output, as it has nothing to be logged.
    const isSkipped = isSilent(context.logger) && answer?.output !== undefined && answer.output !== null;
    return isSkipped ? answer : middleware(() => Promise.resolve(answer), context)(args);
  };
  // The options are those that the SDK gave.
  client.middlewareStack.add(skipping as never, { ...options, override: true } as never);
}

/** Distinguishes the SDK's own logger, as it is now, from any other, and from itself once somebody has given it something to do. */
function silenceOf(own: Logger | undefined): (logger: Logger | undefined) => boolean {
  const { info, error } = own ?? {};
  return (logger) => logger === own && logger?.info === info && logger?.error === error;
}

/** The middleware of a client that has a place of its own, and not one beside another's, in the order in which it was added. */
function middlewareOf({ middlewareStack }: RekognitionClient): readonly Entry[] {
  const entries: Entry[] = [];
  const add = (middleware: Middleware, options: Entry): void => void entries.push({ ...options, middleware });
  middlewareStack.applyToStack({ add, addRelativeTo: () => undefined } as never);
  return entries;
}

interface Entry {
  readonly middleware: Middleware;
  readonly name?: string | undefined;
  readonly step?: string | undefined;
}

type Middleware = (next: Handler, context: Context) => Handler;
type Handler = (args: unknown) => Promise<Answer>;
type Answer = { readonly output?: unknown } | undefined;
interface Context {
  readonly logger?: Logger | undefined;
}
interface Logger {
  readonly info?: unknown;
  readonly error?: unknown;
}
