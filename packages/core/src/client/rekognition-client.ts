import { RekognitionClient, type RekognitionClientConfig } from "@aws-sdk/client-rekognition";

/**
 * A `RekognitionClient` that leaves retries to `retryThrottled`: `maxAttempts` is 1 unless you say otherwise.
 *
 * The SDK's own client makes three attempts of each request, unseen, underneath every retry of yours:
 * five attempts would be fifteen requests. In all else it is the client that you know, configured as you know it.
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
  return new RekognitionClient({ ...config, maxAttempts: config.maxAttempts ?? 1 });
}
