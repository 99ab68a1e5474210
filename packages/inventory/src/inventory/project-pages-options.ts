import type { RetryThrottledOptions } from "@rekognition-rx/operators";
import type { InventoryClient } from "./inventory-client.js";

/** How the pages of an inventory are asked for. */
export interface ProjectPagesOptions {
  /** Makes no retries of its own, if it comes from `rekognitionClient()`. */
  readonly client: InventoryClient;
  /** How throttled and faulty requests are retried. `maxAttempts` is 10 here unless you say otherwise. */
  readonly retry?: RetryThrottledOptions | undefined;
  /** Aborting it ends the walk with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}
