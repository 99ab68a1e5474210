import { paginateDescribeProjects, RekognitionClient, type RekognitionClientConfig } from "@aws-sdk/client-rekognition";
import { describeProjects$, rekognitionClient } from "@rekognition-rx/core";
import { adaptiveLimiter, type Limiter, paced, tokenBucket } from "@rekognition-rx/operators";
import { contestant } from "../harness/contestant.js";
import { requireEmulator } from "../harness/require-emulator.js";
import { SCENES } from "./weather.js";

// One contestant in one scene, both named on the command line, with default options: one process of the scene.
// Prints how many of its walks were lost, and how long it took.

const scene = SCENES.find(({ name }) => name === process.argv[3]);
if (scene === undefined) {
  throw new Error(`no scene ${JSON.stringify(process.argv[3])}`);
}
const { rate, pages, walks } = scene;

type Walk = () => Promise<number>;

function ours(limiter: Limiter): Walk {
  const client = rekognitionClient();
  const perRequest = paced(limiter);
  return async () => {
    let seen = 0;
    await describeProjects$({ client, perRequest }).forEach(() => (seen += 1));
    return seen;
  };
}

function sdk(config: Pick<RekognitionClientConfig, "retryMode">): Walk {
  const client = new RekognitionClient(config);
  return async () => {
    let seen = 0;
    for await (const page of paginateDescribeProjects({ client }, {})) {
      seen += page.ProjectDescriptions?.length ?? 0;
    }
    return seen;
  };
}

const contestants: Readonly<Record<string, () => Walk>> = {
  "SDK, standard": () => sdk({ retryMode: "standard" }),
  "SDK, adaptive": () => sdk({ retryMode: "adaptive" }),
  "ours, quota unknown": () => ours(adaptiveLimiter()),
  "ours, quota configured": () => ours(tokenBucket({ ratePerSecond: rate })),
};

requireEmulator();
const walk = contestant(contestants).run();
const from = performance.now();
const ends = await Promise.allSettled(Array.from({ length: walks }, walk));
const seconds = (performance.now() - from) / 1_000;
const lost = ends.filter((end) => end.status === "rejected" || end.value !== pages).length;
console.log(JSON.stringify({ lost, seconds }));
process.exit(0);
