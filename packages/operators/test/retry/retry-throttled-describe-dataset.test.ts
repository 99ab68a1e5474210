import type { DescribeDatasetCommandOutput } from "@aws-sdk/client-rekognition";
import { describeDataset$, RetriesExhaustedError } from "@rekognition-rx/core";
import { lastValueFrom, VirtualTimeScheduler } from "rxjs";
import { expect, test } from "vitest";
import { retryThrottled } from "../../src/retry/retry-throttled.js";
import { throttling } from "./support/failures.js";
import { virtually } from "./support/run-virtually.js";

const output: DescribeDatasetCommandOutput = { $metadata: {}, DatasetDescription: {} };

/** A service that throttles as many requests before it answers. */
function throttlingFor(throttles: number) {
  const client = {
    requests: 0,
    send: async () => {
      client.requests += 1;
      if (client.requests <= throttles) {
        throw throttling();
      }
      return output;
    },
  };
  return client;
}

test("describeDataset$ is retried as the one-shot that it is", async () => {
  const scheduler = new VirtualTimeScheduler();
  const client = throttlingFor(2);
  const dataset$ = describeDataset$({ client }, { DatasetArn: "arn" }).pipe(retryThrottled({ scheduler }));
  expect(await virtually(scheduler, lastValueFrom(dataset$))).toBe(output);
  expect(client.requests).toBe(3);
});

test("and given up with the SDK's exception for a cause", async () => {
  const scheduler = new VirtualTimeScheduler();
  const dataset$ = describeDataset$({ client: throttlingFor(5) }, { DatasetArn: "arn" });
  const running = lastValueFrom(dataset$.pipe(retryThrottled({ scheduler })));
  const error: unknown = await virtually(scheduler, running).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(RetriesExhaustedError);
  expect(error).toMatchObject({ attempts: 3, cause: { name: "ThrottlingException" } });
});
