import { RekognitionClient, type RekognitionClientConfig } from "@aws-sdk/client-rekognition";
import { compileAnswerReaders } from "./compile-answer-readers.js";
import { endHangingRequests, type SdkRequestHandler } from "./end-hanging-requests.js";
import { skipSilentLogger } from "./skip-silent-logger.js";

/**
 * A `RekognitionClient` that leaves retries to `retryThrottled`, and whose requests come to an end.
 *
 * `maxAttempts` is 1 unless you set it. The SDK's own client sends each request up to three times without showing it, so
 * five attempts of your own retry could be fifteen requests.
 *
 * A request whose answer is not complete after `requestTimeout` ms fails with a `TimeoutError`, which `retryThrottled`
 * retries. The SDK's own client only prints a warning and waits on. The time-out is 60 000 ms. To change it, set
 * `requestHandler: { requestTimeout }`, or `requestTimeout` in the options of one `send` (`sendOptions` of a listing).
 * 0 means no time-out. If you pass a request handler that you made yourself, only its own time-outs apply.
 *
 * In everything else it is the SDK's client, configured in the same way.
 *
 * @example
 * ```ts
 * import { rekognitionClient } from "@rekognition-rx/core";
 *
 * const client = rekognitionClient({ region: "eu-west-1", requestHandler: { requestTimeout: 10_000 } });
 * console.log(await client.config.maxAttempts());
 * ```
 */
export function rekognitionClient(config: RekognitionClientConfig = {}): RekognitionClient {
  const { extensions, requestHandler } = config;
  const options = isHandler(requestHandler) ? undefined : { ...requestHandler };
  let made: unknown;
  const client = new RekognitionClient({
    ...config,
    maxAttempts: config.maxAttempts ?? 1,
    // A copy: some of the SDK's handlers keep the options object, and our time-out would be written into the user's.
    ...(requestHandler && options && { requestHandler: options }),
    // `made` is the SDK's handler: an extension may replace it by a handler of the user's.
    ...(extensions && { extensions: [{ configure: (sdk) => void (made = sdk.httpHandler?.()) }, ...extensions] }),
  });
  ifAsExpected(() => {
    if (extensions) {
      client.config.extensions = extensions;
    }
    const handler: unknown = client.config.requestHandler;
    if (options && (made === undefined || made === handler)) {
      endHangingRequests(handler as SdkRequestHandler, options);
    }
  });
  if (config.logger === undefined) {
    ifAsExpected(() => skipSilentLogger(client));
  }
  if (config.protocol === undefined && config.protocolSettings === undefined && config.utf8Encoder === undefined) {
    ifAsExpected(() => compileAnswerReaders(client));
  }
  return client;
}

/** Distinguishes a handler from the options of a handler, as the SDK does. */
function isHandler(given: RekognitionClientConfig["requestHandler"]): boolean {
  return typeof given === "function" || typeof (given as Partial<SdkRequestHandler> | undefined)?.handle === "function";
}

/** Another version of the SDK, or a double of it, may be different inside: then the client stays as it was made. */
function ifAsExpected(change: () => void): void {
  try {
    change();
  } catch {
    // Each change is made in full or not at all, and the client works without it.
  }
}
