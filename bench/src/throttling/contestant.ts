import {
  type CustomizationFeature,
  DescribeProjectsCommand,
  paginateDescribeProjects,
  RekognitionClient,
  type RekognitionClientConfig,
} from "@aws-sdk/client-rekognition";
import { describeProjects$, rekognitionClient } from "@rekognition-rx/core";
import { adaptiveLimiter, type Limiter, paced, tokenBucket } from "@rekognition-rx/operators";
import { contestant } from "../harness/contestant.js";
import { countAttempts } from "../harness/count-attempts.js";
import { requireEmulator } from "../harness/require-emulator.js";
import { IDEAL, PAGES, QUOTA, TARGETS } from "./quota.js";

// One contestant, named on the command line: 40 walks at once under one quota. Prints the time divided by the ideal time,
// how many walks failed, and the share of the requests that were throttled.

const Features: CustomizationFeature[] = ["CUSTOM_LABELS", "CONTENT_MODERATION"];

interface Contestant {
  readonly client: RekognitionClient;
  readonly walk: (client: RekognitionClient) => Promise<number>;
}

function ours(limiter: Limiter): Contestant {
  const perRequest = paced(limiter);
  return {
    client: rekognitionClient(),
    walk: async (client) => {
      let pages = 0;
      await describeProjects$({ client, perRequest }, { Features }).forEach(() => (pages += 1));
      return pages;
    },
  };
}

function sdk(config: Pick<RekognitionClientConfig, "retryMode" | "maxAttempts">): Contestant {
  return {
    client: new RekognitionClient(config),
    walk: async (client) => {
      let pages = 0;
      for await (const page of paginateDescribeProjects({ client }, { Features })) {
        pages += page.$metadata.httpStatusCode === 200 ? 1 : 0;
      }
      return pages;
    },
  };
}

const contestants: Readonly<Record<string, () => Contestant>> = {
  "SDK, standard, 3 attempts": () => sdk({ retryMode: "standard", maxAttempts: 3 }),
  "SDK, standard, 10 attempts": () => sdk({ retryMode: "standard", maxAttempts: 10 }),
  "SDK, adaptive, 10 attempts": () => sdk({ retryMode: "adaptive", maxAttempts: 10 }),
  "ours, quota unknown": () => ours(adaptiveLimiter()),
  "ours, quota configured": () => ours(tokenBucket(QUOTA)),
};

requireEmulator();
const { client, walk } = contestant(contestants).run();
const attempts = { requests: 0, throttled: 0 };
countAttempts(client, attempts);

// Loads the code that a first request needs, so that this is not measured. Another region has another quota.
const warmUp = new RekognitionClient({ region: "us-west-2" });
await warmUp.send(new DescribeProjectsCommand({}));
warmUp.destroy();

const from = performance.now();
const walks = await Promise.allSettled(Array.from({ length: TARGETS }, () => walk(client)));
const time = performance.now() - from;
const failed = walks.filter((end) => end.status === "rejected" || end.value !== PAGES).length;
console.log(
  JSON.stringify({ timeRatio: time / IDEAL, failed, wasted: (100 * attempts.throttled) / attempts.requests }),
);
client.destroy();
