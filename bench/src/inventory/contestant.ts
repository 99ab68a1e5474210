import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DescribeDatasetCommand, DescribeProjectsCommand, ListDatasetLabelsCommand } from "@aws-sdk/client-rekognition";
import { crawlTo, fileJournal, type ReachableTarget } from "@rekognition-rx/inventory";
import { answerBlocks, contestant } from "../harness/contestant.js";
import { requireEmulator } from "../harness/require-emulator.js";
import { BLOCK, requestsFor } from "./size.js";
import { targets } from "./targets.js";

// One contestant, named on the command line: answers blocks of an inventory of a few places with its microseconds of
// CPU a page.

const contestants: Readonly<Record<string, (all: readonly ReachableTarget[]) => Promise<unknown>>> = {
  "a bare walk": (all) => Promise.all(all.map(walk)),
  async "crawlTo a fileJournal"(all) {
    await using journal = fileJournal(join(folder, `${++journals}.journal`));
    await crawlTo(journal, { targets: all, depth: ["datasets"], rate: 10_000 });
  },
};

/**
 * What is sent for one place: the same requests by the same client, those of an operation one after the other. All at
 * once would share the turns of the event loop, which no crawl that keeps to a quota can.
 */
async function walk({ client }: ReachableTarget): Promise<void> {
  const { ProjectDescriptions: projects = [] } = await client.send(
    new DescribeProjectsCommand({ Features: ["CUSTOM_LABELS", "CONTENT_MODERATION"] }),
  );
  const datasets = projects.flatMap(({ Datasets = [] }) => Datasets.map(({ DatasetArn = "" }) => DatasetArn));
  await Promise.all([
    oneByOne(datasets, (DatasetArn) => client.send(new DescribeDatasetCommand({ DatasetArn }))),
    oneByOne(datasets, (DatasetArn) => client.send(new ListDatasetLabelsCommand({ DatasetArn }))),
  ]);
}

async function oneByOne(arns: readonly string[], ask: (arn: string) => Promise<unknown>): Promise<void> {
  for (const arn of arns) {
    await ask(arn);
  }
}

// The engine still makes a page cheaper after the two thousandth.
const WARM_UP = 8;

requireEmulator();
const folder = await mkdtemp(join(tmpdir(), "bench-inventory-"));
let journals = 0;
const { run } = contestant(contestants);
// To make clients is not what is measured: a crawl of minutes makes them once.
const open = [...targets(BLOCK.places)];
const all = open.map(({ accountId, region, client }) => ({ accountId, region, client }));
for (let i = 0; i < WARM_UP; i += 1) {
  await run(all);
}
await answerBlocks(async () => {
  await run(all);
  return requestsFor(BLOCK.projects, BLOCK.places);
});
for (const { close } of open) {
  close?.();
}
await rm(folder, { recursive: true });
