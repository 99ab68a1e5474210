import { checkOptions } from "../arguments/check-options.js";
import { checkedBucket, type TokenBucketOptions } from "./token-bucket.js";

/**
 * The documented quota of Rekognition's control plane: 5 requests per second for each operation, account and region.
 *
 * @param overrides - the quotas that AWS has raised for you, by operation: `{ DescribeProjects: { ratePerSecond: 20 } }`.
 * @returns a function that gives the options of a {@link tokenBucket} for an operation.
 * @throws TypeError, RangeError for a quota that cannot work, at once.
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

// A burst of one: AWS does not document how much its buckets hold, and five requests at once may be throttled.
const DOCUMENTED: TokenBucketOptions = { ratePerSecond: 5, burst: 1 };
