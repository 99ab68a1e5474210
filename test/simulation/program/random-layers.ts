import type { Random } from "../world/random.js";
import type { Layer, RestartLayer, RetryLayer } from "./program.js";

/** What stands around the requests of a walk, in `perRequest`. */
export function randomLayers(random: Random, limiters: number): readonly Layer[] {
  return Array.from({ length: random.pick([0, 1, 1, 1, 2, 2, 3]) }, () => randomLayer(random, limiters));
}

/** What stands directly after the listing. */
export function randomOnListing(random: Random, limiters: number): readonly (RetryLayer | RestartLayer)[] {
  const retries = Array.from({ length: random.pick([0, 0, 1, 1, 2]) }, () => randomRetry(random, limiters));
  const restart: RestartLayer | undefined = random.maybe(0.4, () => ({
    kind: "restartOnExpiredToken",
    maxRestarts: random.int(0, 3),
  }));
  if (restart === undefined) {
    return retries;
  }
  const at = random.int(0, retries.length);
  return [...retries.slice(0, at), restart, ...retries.slice(at)];
}

function randomLayer(random: Random, limiters: number): Layer {
  const kind = random.pick(["retry", "retry", "retry", "limit", "limit", "paced", "paced", "timeout", "nothing"]);
  const limiter = random.int(0, limiters - 1);
  if (kind === "limit" && limiters > 0) {
    return { kind: "rateLimit", limiter };
  }
  if (kind === "paced" && limiters > 0) {
    return {
      kind: "paced",
      limiter,
      maxAttempts: random.int(1, 4),
      jitter: random.pick([0, 0.5, 0.99]),
      budget: random.chance(0.2),
    };
  }
  if (kind === "timeout") {
    return { kind: "timeout", ms: random.pick([5, 30, 150, 1_000]) };
  }
  return kind === "nothing" ? { kind: "nothing" } : randomRetry(random, limiters);
}

function randomRetry(random: Random, limiters: number): RetryLayer {
  return {
    kind: "retryThrottled",
    maxAttempts: random.pick([1, 2, 3, 3, 5, 9]),
    maxElapsed: random.maybe(0.15, () => random.pick([0, 100, 2_000])),
    budget: random.chance(0.2),
    jitter: random.pick([0, 0.3, 0.5, 0.99]),
    limiter: limiters === 0 ? undefined : random.maybe(0.3, () => random.int(0, limiters - 1)),
  };
}
