import type { RequestRecord } from "@rekognition-rx/emulator";
import { pageRequests } from "../../kill/promises/page-requests.js";

/**
 * Pages that the service has given more than once, by the quota of their shard: an operation of an account and region. A
 * walk whose token has expired asks for all of its pages again.
 */
export function askedTwice(requests: readonly RequestRecord[]): ReadonlyMap<string, number> {
  const pages = pageRequests(requests);
  const expired = new Set(
    pages.filter(({ errorType }) => errorType === "InvalidPaginationTokenException").map(({ walk }) => walk),
  );
  const given = new Map<string, number>();
  for (const { walk, token, errorType } of pages) {
    if (errorType === undefined && !expired.has(walk)) {
      const page = JSON.stringify([walk, token]);
      given.set(page, (given.get(page) ?? 0) + 1);
    }
  }
  const twice = new Map<string, number>();
  for (const [page, times] of given) {
    const shard = shardOf((JSON.parse(page) as readonly [string])[0]);
    if (times > 1) {
      twice.set(shard, (twice.get(shard) ?? 0) + times - 1);
    }
  }
  return twice;
}

/** `111122223333 eu-west-1 DescribeProjects`, as the sweep names its quotas. */
function shardOf(walk: string): string {
  const [operation = "", region = "", about = ""] = walk.split(" ");
  return `${about.startsWith("arn:") ? (about.split(":")[4] ?? "") : about} ${region} ${operation}`;
}
