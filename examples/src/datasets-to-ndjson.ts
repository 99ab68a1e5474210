// Writes one JSON line a dataset to datasets.ndjson; a project without datasets gets a line, too.
//
//   node examples/dist/datasets-to-ndjson.js

import { open } from "node:fs/promises";
import { describeProjects$, rekognitionClient } from "@rekognition-rx/core";
import { flattenDatasets, processPages, retryThrottled } from "@rekognition-rx/operators";
import { concatMap, lastValueFrom, map, of, scan, toArray } from "rxjs";

const projects$ = describeProjects$(
  {
    client: rekognitionClient(),
    // For what is pulled, as here, the retry belongs around each page's request.
    perPage: (page$) => page$.pipe(retryThrottled({ maxAttempts: 8 })),
    // One page is fetched while the one before it is written.
    prefetch: 1,
  },
  { Features: ["CUSTOM_LABELS", "CONTENT_MODERATION"] },
);

const file = await open("datasets.ndjson", "w");

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

console.log(`${await lastValueFrom(written$)} lines in datasets.ndjson`);
await file.close();
