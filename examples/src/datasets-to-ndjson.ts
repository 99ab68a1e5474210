// Writes one JSON line per dataset to datasets.ndjson; a project without datasets gets a line, too.
//
//   node examples/dist/datasets-to-ndjson.js

import { open, rename } from "node:fs/promises";
import { describeProjects$, rekognitionClient } from "@rekognition-rx/core";
import { adaptiveLimiter, flattenDatasets, paced, processPages } from "@rekognition-rx/operators";
import { concatMap, lastValueFrom, map, of, scan, toArray } from "rxjs";

const projects$ = describeProjects$(
  {
    client: rekognitionClient(),
    // The pages are pulled here: the pace and the retries then belong around each page's request.
    perRequest: paced(adaptiveLimiter()),
    // One page is fetched while the previous one is written.
    prefetch: 1,
  },
  { Features: ["CUSTOM_LABELS", "CONTENT_MODERATION"] },
);

// The file gets its name when it is complete, so that nobody takes half a listing for all of it.
await using file = await open("datasets.ndjson.part", "w");

// A slow disk makes the listing wait: at most two pages are in memory, however many there are.
const written$ = processPages(projects$, (page) =>
  of(page).pipe(
    flattenDatasets({ keepEmpty: true }),
    map(({ project, dataset }) => JSON.stringify({ project: project.ProjectArn, dataset: dataset ?? null })),
    toArray(),
    concatMap(async (lines) => {
      await file.appendFile(lines.map((line) => `${line}\n`).join(""));
      return lines.length;
    }),
  ),
).pipe(scan((total, lines) => total + lines, 0));

try {
  const lines = await lastValueFrom(written$);
  await rename("datasets.ndjson.part", "datasets.ndjson");
  console.log(`${lines} lines in datasets.ndjson`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
