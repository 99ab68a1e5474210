import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DescribeDatasetCommand, DescribeProjectsCommand, ListDatasetLabelsCommand } from "@aws-sdk/client-rekognition";
import { describeDataset$, describeProjects$, listDatasetLabels$ } from "@rekognition-rx/core";
import { crawlTo, fileJournal, type ReachableTarget } from "@rekognition-rx/inventory";
import { limiterRegistry, pacedByQuota, tokenBucket } from "@rekognition-rx/operators";
import { from, lastValueFrom, merge, mergeMap } from "rxjs";
import { answerBlocks, contestant } from "../harness/contestant.js";
import { requireEmulator } from "../harness/require-emulator.js";
import { BLOCK, requestsFor } from "./size.js";
import { targets } from "./targets.js";

// One contestant, named on the command line: for each block, an inventory of a few places, it prints the microseconds of
// CPU per page.

/** Requests per second of each account, region and operation: more than anybody sends here. */
const RATE = 10_000;
/** How many walks of an operation a crawl has open at a time in a process that is as busy as this one. */
const OPEN_WALKS = 2;

const contestants: Readonly<Record<string, (all: readonly ReachableTarget[]) => Promise<unknown>>> = {
  "paced walks": (all) => Promise.all(all.map(walk)),
  "client.send in a loop": (all) => Promise.all(all.map(send)),
  async "crawlTo a fileJournal"(all) {
    await using journal = fileJournal(join(folder, `${++journals}.journal`));
    await crawlTo(journal, { targets: all, depth: ["datasets"], rate: RATE });
  },
};

/** The walks of a crawl, paced and retried as a crawl does, of which nothing is kept. */
async function walk({ client, accountId = "", region }: ReachableTarget): Promise<void> {
  const perRequest = pacedByQuota({ account: accountId, region }, { registry });
  const { ProjectDescriptions: projects = [] } = await lastValueFrom(
    describeProjects$({ client, perRequest }, { Features: ["CUSTOM_LABELS", "CONTENT_MODERATION"] }),
  );
  const arns = projects.flatMap(({ Datasets = [] }) => Datasets.map(({ DatasetArn = "" }) => DatasetArn));
  const single = { operation: "DescribeDataset", token: undefined, index: 0 } as const;
  await lastValueFrom(
    merge(
      from(arns).pipe(
        mergeMap((DatasetArn) => perRequest(describeDataset$({ client }, { DatasetArn }), single), OPEN_WALKS),
      ),
      from(arns).pipe(mergeMap((DatasetArn) => listDatasetLabels$({ client, perRequest }, { DatasetArn }), OPEN_WALKS)),
    ),
  );
}

/**
 * Sends the same requests for one place, by the same client. Those of one operation go one after the other: sent all at once,
 * they would share turns of the event loop. A crawl that keeps to a quota cannot do that.
 */
async function send({ client }: ReachableTarget): Promise<void> {
  const { ProjectDescriptions: projects = [] } = await client.send(
    new DescribeProjectsCommand({ Features: ["CUSTOM_LABELS", "CONTENT_MODERATION"] }),
  );
  const arns = projects.flatMap(({ Datasets = [] }) => Datasets.map(({ DatasetArn = "" }) => DatasetArn));
  await Promise.all([
    oneByOne(arns, (DatasetArn) => client.send(new DescribeDatasetCommand({ DatasetArn }))),
    oneByOne(arns, (DatasetArn) => client.send(new ListDatasetLabelsCommand({ DatasetArn }))),
  ]);
}

async function oneByOne(arns: readonly string[], ask: (arn: string) => Promise<unknown>): Promise<void> {
  for (const arn of arns) {
    await ask(arn);
  }
}

// Even after two thousand pages, the engine still makes pages cheaper.
const WARM_UP = 8;

requireEmulator();
const folder = await mkdtemp(join(tmpdir(), "bench-inventory-"));
let journals = 0;
const registry = limiterRegistry(() => tokenBucket({ ratePerSecond: RATE, burst: 1 }));
const { run } = contestant(contestants);
// Clients are made before the measure: a crawl of minutes makes them only once.
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
