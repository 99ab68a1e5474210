import { RekognitionClient, type RekognitionClientConfig } from "@aws-sdk/client-rekognition";
import { compileAnswerReaders } from "./compile-answer-readers.js";
import { endHangingRequests, type SdkRequestHandler } from "./end-hanging-requests.js";
import { skipSilentLogger } from "./skip-silent-logger.js";

/**
 * A `RekognitionClient` that leaves retries to `retryThrottled`, and whose requests come to an end.
 *
 * `maxAttempts` is 1 unless you say otherwise: the SDK's own client makes three attempts of each request, unseen,
 * underneath every retry of yours, so that five attempts would be fifteen requests.
 *
 * A request whose answer is not complete after `requestTimeout` ms fails with a `TimeoutError`, which `retryThrottled`
 * retries; the SDK's own client prints a warning and waits on. The time-out is 60 000 ms, or what you say in
 * `requestHandler: { requestTimeout }`, or for one `send` in its options (`sendOptions` of a listing). 0 is no time-out.
 * With a request handler that you made yourself, that handler's time-outs hold, and no others.
 *
 * In all else it is the client that you know, configured as you know it.
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
    // The copy: some of the SDK's handlers keep their options, and would keep our time-out in the user's object.
    ...(requestHandler && options && { requestHandler: options }),
    // An extension may put a handler of the user's in the place of the SDK's.
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

/** As the SDK distinguishes a handler from the options of one. */
function isHandler(given: RekognitionClientConfig["requestHandler"]): boolean {
  return typeof given === "function" || typeof (given as Partial<SdkRequestHandler> | undefined)?.handle === "function";
}

/** Another version of the SDK, or a double of it, may be otherwise inside: then that stays as it was made. */
function ifAsExpected(change: () => void): void {
  try {
    change();
  } catch {
    // Each change is whole or none, and the client works without it.
  }
}
