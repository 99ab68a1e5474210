import { checkOptions } from "../arguments/check-options.js";
import { checkedBucket, type TokenBucketOptions } from "./token-bucket.js";

/**
 * The documented quota of Rekognition's control plane: 5 requests a second for each operation, account and region.
 *
 * @param overrides - the quotas that AWS has raised for you, by operation: `{ DescribeProjects: { ratePerSecond: 20 } }`.
 * @returns what a {@link tokenBucket} takes, for the operation asked for.
 * @throws TypeError, RangeError for a quota that cannot be, at once.
 * @see https://docs.aws.amazon.com/general/latest/gr/rekognition.html
 */
export function rekognitionQuota(
  overrides: Readonly<Record<string, TokenBucketOptions>> = {},
): (operation: string) => TokenBucketOptions {
  checkOptions("rekognitionQuota", overrides);
  const quotas = new Map(Object.entries(overrides));
  for (const [operation, quota] of quotas) {
    checkedBucket(`rekognitionQuota: ${operation}`, quota);
  }
  return (operation) => quotas.get(operation) ?? DOCUMENTED;
}

// A burst of one: what AWS's buckets hold is not documented, and a second's worth at once may be throttled.
const DOCUMENTED: TokenBucketOptions = { ratePerSecond: 5, burst: 1 };
