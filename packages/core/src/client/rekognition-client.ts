import { RekognitionClient, type RekognitionClientConfig } from "@aws-sdk/client-rekognition";
import { compileAnswerReaders } from "./compile-answer-readers.js";
import { rememberMiddlewareOrder } from "./remember-middleware-order.js";
import { skipSilentLogger } from "./skip-silent-logger.js";

/**
 * A `RekognitionClient` that leaves retries to `retryThrottled`: `maxAttempts` is 1 unless you say otherwise.
 *
 * The SDK's own client makes three attempts of each request, unseen, underneath every retry of yours:
 * five attempts would be fifteen requests.
 *
 * It also spares what nobody asked for: log entries where no logger is set, putting the client's middleware into
 * its order again for each request, and asking the schema of an answer again for each of its values. In all else it is
 * the client that you know, configured as you know it: middleware that you add, at any time, runs, a logger that you
 * set logs, and the answers are the SDK's, member for member.
 *
 * @example
 * ```ts
 * import { rekognitionClient } from "@rekognition-rx/core";
 *
 * const client = rekognitionClient({ region: "eu-west-1" });
 * console.log(await client.config.maxAttempts());
 * ```
 */
export function rekognitionClient(config: RekognitionClientConfig = {}): RekognitionClient {
  const client = new RekognitionClient({ ...config, maxAttempts: config.maxAttempts ?? 1 });
  skipSilentLogger(client);
  rememberMiddlewareOrder(client);
  if (config.protocol === undefined) {
    compileAnswerReaders(client);
  }
  return client;
}
