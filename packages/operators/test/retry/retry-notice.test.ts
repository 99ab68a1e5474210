import type { DescribeProjectsCommand, DescribeProjectsCommandOutput } from "@aws-sdk/client-rekognition";
import { describeProjects$, type ListingConfig, type PageRequest } from "@rekognition-rx/core";
import { lastValueFrom, type Observable, throwError } from "rxjs";
import { describe, expect, test } from "vitest";
import { tokenBucket } from "../../src/limit/token-bucket.js";
import { limiterRegistry } from "../../src/limit/limiter-registry.js";
import { paced } from "../../src/pace/paced.js";
import { pacedByQuota } from "../../src/pace/paced-by-quota.js";
import { retryThrottled } from "../../src/retry/retry-throttled.js";
import type { RetryNotice, RetryThrottledOptions } from "../../src/retry/retry-throttled-options.js";
import { traceRequests } from "../../src/trace/trace-requests.js";
import { throttling } from "./support/failures.js";

type Page = DescribeProjectsCommandOutput;
type Walk = (config: ListingConfig<Page, DescribeProjectsCommand>, retry: RetryThrottledOptions) => Observable<Page>;

const bucket = () => tokenBucket({ ratePerSecond: 1e6, burst: 1e6 });
const scope = { account: "111122223333", region: "us-east-1" };

const namesOf = ({ operation, index, label }: PageRequest) => ({ operation, index, label });

describe("the request in a notice", () => {
  test.each<[string, Walk]>([
    ["a retry after a listing", (config, retry) => describeProjects$(config).pipe(retryThrottled(retry))],
    ["a retry called on a listing", (config, retry) => retryThrottled(retry)(describeProjects$(config))],
    ["a retry as perRequest", (config, retry) => describeProjects$({ ...config, perRequest: retryThrottled(retry) })],
    ["paced", (config, retry) => describeProjects$({ ...config, perRequest: paced(bucket(), retry) })],
    [
      "pacedByQuota",
      (config, retry) => {
        const options = { ...retry, registry: limiterRegistry(bucket) };
        return describeProjects$({ ...config, perRequest: pacedByQuota(scope, options) });
      },
    ],
    ["traced", (config, retry) => describeProjects$({ ...config, perRequest: traceRequests(paced(bucket(), retry)) })],
  ])("says of which page of which walk it is: %s", async (_, walk) => {
    const asked: unknown[] = [];
    const notices: RetryNotice[] = [];
    let failures = 0;
    const client = {
      send: ({ input }: DescribeProjectsCommand): Promise<Page> => {
        asked.push(input.NextToken);
        if (asked.length % 2 === 1) {
          failures += 1;
          return Promise.reject(throttling());
        }
        return Promise.resolve({
          $metadata: {},
          ProjectDescriptions: [],
          ...(failures < 2 && { NextToken: "2" }),
        });
      },
    };
    const retry = { random: () => 0, onRetry: (notice: RetryNotice) => void notices.push(notice) };
    await lastValueFrom(walk({ client, label: "111122223333 us-east-1" }, retry));
    expect(asked).toEqual([undefined, undefined, "2", "2"]);
    expect(notices.map((notice) => notice.request && namesOf(notice.request))).toEqual([
      { operation: "DescribeProjects", index: 0, label: "111122223333 us-east-1" },
      { operation: "DescribeProjects", index: 1, label: "111122223333 us-east-1" },
    ]);
  });

  test("is undefined for a request that is no page of a listing", async () => {
    const notices: RetryNotice[] = [];
    const onRetry = (notice: RetryNotice): void => void notices.push(notice);
    const failing = throwError(throttling).pipe(retryThrottled({ random: () => 0, onRetry }));
    await expect(lastValueFrom(failing)).rejects.toThrow(/throttled 3 times/);
    expect(notices.map(({ request }) => request)).toEqual([undefined, undefined]);
  });
});
