import { checkMethods } from "../arguments/check-methods.js";
import { checkOptions } from "../arguments/check-options.js";
import { checkText } from "../arguments/check-text.js";
import { checkRetryOptions } from "../retry/check-retry-options.js";
import type { RetryThrottledOptions } from "../retry/retry-throttled-options.js";
import { type LimiterRegistry, limiterRegistry, type QuotaScope } from "../limit/limiter-registry.js";
import { paced, type PacedPerRequest } from "./paced.js";

/** What {@link pacedByQuota} takes besides the account and the region. */
export interface PacedByQuotaOptions extends Omit<RetryThrottledOptions, "limiter"> {
  /**
   * The registry that makes the limiters.
   *
   * @defaultValue a registry with the documented quotas, which all streams of the process share
   */
  readonly registry?: LimiterRegistry | undefined;
}

/**
 * A `perRequest` that keeps every request to the quota of its operation. All streams of the process share these quotas.
 *
 * @example
 * ```ts
 * import { describeProjects$, rekognitionClient } from "@rekognition-rx/core";
 * import { flattenProjects, pacedByQuota } from "@rekognition-rx/operators";
 *
 * const perRequest = pacedByQuota({ account: "111122223333", region: "us-east-1" });
 * describeProjects$({ client: rekognitionClient({ region: "us-east-1" }), perRequest })
 *   .pipe(flattenProjects())
 *   .subscribe({ next: (project) => console.log(project.ProjectArn), error: console.error });
 * ```
 *
 * @param scope - the account and the region of the client, to which the quota belongs.
 * @throws TypeError, RangeError for a scope or options that cannot work, at once. An account that is not known yet is
 * refused: all such accounts would share one quota.
 * @see {@link paced} for a limiter of your own, {@link limiterRegistry} for quotas of your own.
 */
export function pacedByQuota(scope: Omit<QuotaScope, "operation">, options: PacedByQuotaOptions = {}): PacedPerRequest {
  checkOptions("pacedByQuota", options);
  checkText("pacedByQuota: account", scope?.account, "111122223333");
  checkText("pacedByQuota: region", scope?.region, "us-east-1");
  const { registry = processRegistry(), ...retryOptions } = options;
  checkMethods("pacedByQuota: registry", registry, "a registry of limiters, such as limiterRegistry()", ["limiter"]);
  checkRetryOptions(retryOptions, "pacedByQuota");
  const ofOperations = new Map<string, PacedPerRequest>();
  return (page$, request) => {
    const { operation } = request;
    let perRequest = ofOperations.get(operation);
    if (perRequest === undefined) {
      perRequest = paced(registry.limiter({ ...scope, operation }), retryOptions);
      ofOperations.set(operation, perRequest);
    }
    return perRequest(page$, request);
  };
}

const PROCESS_REGISTRY = Symbol.for("@rekognition-rx/limiters");

/** On the global object, so that two copies of the package in one program keep to one quota together. */
function processRegistry(): LimiterRegistry {
  const holder = globalThis as { [PROCESS_REGISTRY]?: LimiterRegistry };
  return (holder[PROCESS_REGISTRY] ??= limiterRegistry());
}
