import type { Limiter } from "../limit/limiter.js";

/**
 * Warns, once for each limiter, that the client retries by itself. The limiter does not learn of the throttles that the
 * client retries, and goes on too fast for the quota.
 *
 * The SDK's clients note in `$metadata.attempts` how often they sent a request. Node's own switch turns the warning off:
 * `--disable-warning=REKOGNITION_RX_HIDDEN_RETRIES`.
 *
 * @param outcome - an answer of the client, or its error.
 */
export function warnOfHiddenRetries(limiter: Limiter, outcome: unknown): void {
  const attempts = (outcome as Outcome)?.$metadata?.attempts;
  if (typeof attempts === "number" && attempts > 1 && !WARNED.has(limiter)) {
    WARNED.add(limiter);
    const message =
      `The client sent a request ${attempts} times on its own, but the limiter counted it once. ` +
      "Make the client with rekognitionClient() or maxAttempts: 1, so that the limiter sees each throttle.";
    const { process } = globalThis as PlatformWithWarnings;
    if (process?.emitWarning === undefined) {
      console.warn(message);
    } else {
      process.emitWarning(message, { code: "REKOGNITION_RX_HIDDEN_RETRIES" });
    }
  }
}

const WARNED = new WeakSet<Limiter>();

type Outcome = { readonly $metadata?: { readonly attempts?: unknown } } | null | undefined;

interface PlatformWithWarnings {
  readonly process?: { readonly emitWarning?: (message: string, options: { readonly code: string }) => void };
}
