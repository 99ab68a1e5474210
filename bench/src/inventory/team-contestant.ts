import {
  DescribeDatasetCommand,
  paginateDescribeProjects,
  paginateListDatasetLabels,
  RekognitionClient,
} from "@aws-sdk/client-rekognition";
import { countAttempts } from "../harness/count-attempts.js";
import { requireEmulator } from "../harness/require-emulator.js";
import type { CrawlFigures } from "./crawl-figures.js";
import { credentialsOf, places } from "./targets.js";

// The same inventory as a team would write it with the SDK alone: its paginators, its default retries, Promise.all
// over targets and over datasets. It is lenient: what fails is left out, and the rest goes on.

requireEmulator();
const count = Number(process.argv[2]);
let records = 0;
const attempts = { requests: 0, throttled: 0 };
const startedAt = performance.now();
await Promise.all(places(count).map(({ accountId, region }) => inventoryOf(accountId, region)));
const { user, system } = process.cpuUsage();
const figures: CrawlFigures = {
  seconds: (performance.now() - startedAt) / 1_000,
  cpuSeconds: (user + system) / 1e6,
  records,
  requests: attempts.requests,
  throttles: attempts.throttled,
  peak: process.resourceUsage().maxRSS / 1e3,
  held: 0,
  journalSize: 0,
};
console.log(JSON.stringify(figures));

async function inventoryOf(accountId: string, region: string): Promise<void> {
  const client = clientOf(accountId, region);
  const datasets: string[] = [];
  try {
    for await (const page of paginateDescribeProjects(
      { client },
      { Features: ["CUSTOM_LABELS", "CONTENT_MODERATION"] },
    )) {
      for (const { Datasets = [] } of page.ProjectDescriptions ?? []) {
        records += 1;
        datasets.push(...Datasets.map(({ DatasetArn = "" }) => DatasetArn));
      }
    }
    await Promise.all(
      datasets.flatMap((DatasetArn) => [
        orLost(client.send(new DescribeDatasetCommand({ DatasetArn })).then(() => 1)),
        orLost(labelsOf(client, DatasetArn)),
      ]),
    );
  } catch {
    // The rest of the target is lost.
  } finally {
    client.destroy();
  }
}

async function labelsOf(client: RekognitionClient, DatasetArn: string): Promise<number> {
  let labels = 0;
  for await (const page of paginateListDatasetLabels({ client }, { DatasetArn })) {
    labels += page.DatasetLabelDescriptions?.length ?? 0;
  }
  return labels;
}

async function orLost(found: Promise<number>): Promise<void> {
  records += await found.catch(() => 0);
}

function clientOf(accountId: string, region: string): RekognitionClient {
  const client = new RekognitionClient({ region, credentials: credentialsOf(accountId) });
  countAttempts(client, attempts);
  return client;
}
