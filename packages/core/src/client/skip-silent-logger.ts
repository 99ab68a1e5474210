import type { RekognitionClient } from "@aws-sdk/client-rekognition";
import { addEntry, middlewareEntries } from "./middleware-entries.js";

/**
 * Leaves the SDK's logging out of each request whose logger logs nothing.
 *
 * The SDK prepares a log entry of every answer, reading each of its members twice, and gives it to a logger that
 * does nothing unless one was set. It costs a tenth of a page of projects.
 * Asked for each request: a logger that is set later logs.
 */
export function skipSilentLogger(client: RekognitionClient): void {
  const logging = middlewareEntries(client.middlewareStack).find(({ options }) => options.name === "loggerMiddleware");
  if (logging !== undefined) {
    const { middleware, options } = logging;
    addEntry(client.middlewareStack, { ...logging, options: { ...options, override: true } }, (next, context) =>
      isSilent(context.logger) ? next : middleware(next, context),
    );
  }
}

// The SDK's default. Minified it has another name, and then it is taken for a logger: slower, and not wrong.
function isSilent(logger: object | undefined): boolean {
  return logger === undefined || logger.constructor.name === "NoOpLogger";
}
