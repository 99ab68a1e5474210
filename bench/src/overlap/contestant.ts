import { type CustomizationFeature, paginateDescribeProjects } from "@aws-sdk/client-rekognition";
import { describeProjects$, rekognitionClient } from "@rekognition-rx/core";
import { firstValueFrom } from "rxjs";
import { contestant } from "../harness/contestant.js";
import { requireEmulator } from "../harness/require-emulator.js";
import { LATENCY, PAGES, WORK } from "./times.js";

// One contestant, named on the command line: prints its time divided by that of max(latency, work) for each page.

const Features: CustomizationFeature[] = ["CUSTOM_LABELS", "CONTENT_MODERATION"];

const waits = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, WORK);
  });

function computes(): void {
  const until = performance.now() + WORK;
  while (performance.now() < until) {}
}

const client = rekognitionClient();
const ours = (prefetch: number): AsyncIterable<unknown> => describeProjects$({ client, prefetch }, { Features });
const paginator = (): AsyncIterable<unknown> => paginateDescribeProjects({ client }, { Features });

const contestants: Readonly<Record<string, readonly [AsyncIterable<unknown>, () => Promise<void> | void]>> = {
  "SDK paginator, work waits": [paginator(), waits],
  "SDK paginator, work computes": [paginator(), computes],
  "ours, prefetch 0, work waits": [ours(0), waits],
  "ours, prefetch 0, work computes": [ours(0), computes],
  "ours, prefetch 1, work waits": [ours(1), waits],
  "ours, prefetch 1, work computes": [ours(1), computes],
};

requireEmulator();
const [listing, work] = contestant(contestants).run;
// Opens the connection and loads code, which is not measured.
await firstValueFrom(describeProjects$({ client }));
let pages = 0;
const from = performance.now();
for await (const _ of listing) {
  pages += 1;
  await work();
}
const time = performance.now() - from;
if (pages !== PAGES) {
  throw new Error(`${pages} pages of ${PAGES}`);
}
console.log(JSON.stringify(time / (PAGES * Math.max(LATENCY, WORK))));
client.destroy();
