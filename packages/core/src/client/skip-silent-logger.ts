import type { RekognitionClient } from "@aws-sdk/client-rekognition";

/**
 * Leaves out the SDK's log entry for each request that nobody logs.
 *
 * The SDK prepares an entry for every answer, for which it reads each member of the answer again. If no logger was set,
 * it then gives the entry to a logger that does nothing.
 *
 * @param client - a client that was given no logger, so that its logger is the SDK's own.
 */
export function skipSilentLogger(client: RekognitionClient): void {
  const entries = middlewareOf(client);
  const entry = entries.find(({ name }) => name === "loggerMiddleware");
  // A middleware that replaces another is put last in its step, so the other must have been last before.
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
      // If middleware has set a logger while the request was under way, the SDK still gives that logger its entry.
      return isSilent(context.logger) ? Promise.reject(error) : middleware(() => Promise.reject(error), context)(args);
    }
    // The SDK throws for an answer without an output, since that has nothing to log. It must still throw.
    const isSkipped = isSilent(context.logger) && answer?.output !== undefined && answer.output !== null;
    return isSkipped ? answer : middleware(() => Promise.resolve(answer), context)(args);
  };
  // The options are the SDK's own.
  client.middlewareStack.add(skipping as never, { ...options, override: true } as never);
}

/** Makes a function that recognises the SDK's own logger, if its methods are still those that it has now. */
function silenceOf(own: Logger | undefined): (logger: Logger | undefined) => boolean {
  const { info, error } = own ?? {};
  return (logger) => logger === own && logger?.info === info && logger?.error === error;
}

/** The client's middleware, in the order in which it was added, without those that are placed relative to another. */
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
