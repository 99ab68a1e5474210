import { checkFunction } from "../arguments/check-function.js";
import type { Limiter } from "./limiter.js";
import { rekognitionQuota } from "./rekognition-quota.js";
import { tokenBucket } from "./token-bucket.js";

/** What has a quota of its own. */
export interface QuotaScope {
  /** The account id; any string that is the same wherever the quota is. */
  readonly account: string;
  /** `eu-west-1` */
  readonly region: string;
  /** The operation as AWS names it: `DescribeProjects`. */
  readonly operation: string;
}

/** The one limiter of each account, region and operation. */
export interface LimiterRegistry {
  /** The scope's limiter: made when it is first asked for, the same one ever after. */
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
 * One rate for every operation, each with a limiter of its own, is `limiterRegistry(() => tokenBucket({ ratePerSecond }))`.
 *
 * @param create - makes a scope's limiter; by default a {@link tokenBucket} of the documented quota.
 * @throws TypeError for a `create` that is no function, at once.
 * @see {@link pacedByQuota} for `perRequest`.
 */
export function limiterRegistry(
  create: (scope: QuotaScope) => Limiter = ({ operation }) => tokenBucket(documentedQuota(operation)),
): LimiterRegistry {
  checkFunction("limiterRegistry: create", create, "that makes the limiter of a scope");
  const limiters = new Map<string, Limiter>();
  return {
    limiter(scope) {
      const key = JSON.stringify([scope.account, scope.region, scope.operation]);
      const known = limiters.get(key);
      if (known !== undefined) {
        return known;
      }
      const limiter = create(scope);
      limiters.set(key, limiter);
      return limiter;
    },
  };
}

const documentedQuota = rekognitionQuota();
