import type { RequestRecord } from "@rekognition-rx/emulator";

/**
 * Seconds in which a quota was asked more often than its rate, a burst and the leases that were lost allow.
 *
 * @param lost - of each quota: how often its shard went from one worker to another.
 */
export function overTheQuota(
  requests: readonly RequestRecord[],
  rate: number,
  lost: ReadonlyMap<string, number>,
): readonly string[] {
  const times = new Map<string, number[]>();
  for (const { operation = "", accountId = "", region = "", time } of requests) {
    if (/^(Describe|List).*(Project|Dataset|Resource)/.test(operation)) {
      const key = `${accountId} ${region} ${operation}`;
      times.set(key, [...(times.get(key) ?? []), time]);
    }
  }
  return [...times].flatMap(([key, all]) => {
    const most = rate + BURST + (lost.get(key) ?? 0);
    const sorted = all.toSorted((one, other) => one - other);
    const worst = Math.max(...sorted.map((from, at) => sorted.slice(at).filter((time) => time < from + 1_000).length));
    return worst > most ? [`${key} was asked ${worst} times within a second, and not ${most}`] : [];
  });
}

/** A second that begins with a request has one more than its rate; and a request may be a little late. */
const BURST = 2;
