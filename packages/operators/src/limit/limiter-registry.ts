import { checkFunction } from "../arguments/check-function.js";
import { checkLimiter } from "../arguments/check-limiter.js";
import { checkText } from "../arguments/check-text.js";
import type { Limiter } from "./limiter.js";
import { rekognitionQuota } from "./rekognition-quota.js";
import { tokenBucket } from "./token-bucket.js";

/** What a quota belongs to. AWS has one for each operation, in each region of each account. */
export interface QuotaScope {
  /** The account id. Any other string works, too, if all streams on this quota give the same one. */
  readonly account: string;
  /** The region: `eu-west-1`. */
  readonly region: string;
  /** The operation as AWS names it: `DescribeProjects`. */
  readonly operation: string;
}

/** Holds one limiter for each account, region and operation. */
export interface LimiterRegistry {
  /**
   * The limiter of a scope. The first call makes it, and later calls return the same one.
   *
   * @throws TypeError for a scope of which something is not known: all such scopes would share one limiter.
   */
  limiter(scope: QuotaScope): Limiter;
}

/**
 * A registry that makes a limiter for each account, region and operation, so that all streams share the right one.
 *
 * @example
 * ```ts
 * import { limiterRegistry, rekognitionQuota, tokenBucket } from "@rekognition-rx/operators";
 *
 * const quota = rekognitionQuota({ DescribeProjects: { ratePerSecond: 20, burst: 20 } });
 * const registry = limiterRegistry(({ operation }) => tokenBucket(quota(operation)));
 * const scope = { account: "111122223333", region: "eu-west-1", operation: "DescribeProjects" };
 * console.log(registry.limiter(scope) === registry.limiter({ ...scope }));
 * ```
 *
 * To give every operation the same rate, each with a limiter of its own:
 * `limiterRegistry(() => tokenBucket({ ratePerSecond }))`.
 *
 * @param create - makes a scope's limiter; by default a {@link tokenBucket} of the documented quota.
 * @throws TypeError for a `create` that is not a function, at once.
 * @see {@link pacedByQuota} for `perRequest`.
 */
export function limiterRegistry(
  create: (scope: QuotaScope) => Limiter = ({ operation }) => tokenBucket(documentedQuota(operation)),
): LimiterRegistry {
  checkFunction("limiterRegistry: create", create, "that makes the limiter of a scope");
  const limiters = new Map<string, Limiter>();
  return {
    limiter(scope) {
      checkScope(scope);
      const key = JSON.stringify([scope.account, scope.region, scope.operation]);
      const known = limiters.get(key);
      if (known !== undefined) {
        return known;
      }
      const limiter = create(scope);
      checkLimiter("limiterRegistry: create", limiter);
      limiters.set(key, limiter);
      return limiter;
    },
  };
}

function checkScope(scope: Partial<QuotaScope> | null | undefined): void {
  const { account, region, operation } = scope ?? {};
  checkText("limiterRegistry: account", account, "111122223333");
  checkText("limiterRegistry: region", region, "eu-west-1");
  checkText("limiterRegistry: operation", operation, "DescribeProjects");
}

const documentedQuota = rekognitionQuota();
