// Writes every project to a file, and can be killed at any moment, even by kill -9. Run it again, and it carries on
// without losing a project or writing one twice.
//
//   node examples/dist/resume-after-a-kill.js

import { appendFileSync, existsSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { describeProjects$, rekognitionClient } from "@rekognition-rx/core";
import { retryThrottled } from "@rekognition-rx/operators";

const output = "projects.ndjson";
const bookmark = "bookmark.json";

/** Where the walk is, and how many bytes of the file belong to the pages before that. */
interface Bookmark {
  readonly resumeToken?: string;
  readonly bytes: number;
}

const start: Bookmark = existsSync(bookmark) ? (JSON.parse(readFileSync(bookmark, "utf8")) as Bookmark) : { bytes: 0 };
if (start.resumeToken !== undefined) {
  console.log(`carrying on after ${start.bytes} bytes`);
}

// Bytes after the bookmark belong to a page whose bookmark was not written. They are cut off, and that page comes again.
appendFileSync(output, "");
truncateSync(output, start.bytes);
let { bytes } = start;

const pages = describeProjects$({
  client: rekognitionClient(),
  pageSize: 20,
  perRequest: (page$) => page$.pipe(retryThrottled()),
  // Called when the loop below asks for the next page: the page before is in the file by then.
  checkpoint: ({ resumeToken }) => {
    const here: Bookmark = { resumeToken, bytes };
    // A rename is all or nothing; a kill in the middle of a write would leave half a bookmark.
    writeFileSync(`${bookmark}.new`, JSON.stringify(here));
    renameSync(`${bookmark}.new`, bookmark);
  },
}).resumeFrom(start.resumeToken);

for await (const { ProjectDescriptions = [] } of pages) {
  const lines = ProjectDescriptions.map((project) => `${JSON.stringify(project)}\n`).join("");
  appendFileSync(output, lines);
  bytes += Buffer.byteLength(lines);
}
rmSync(bookmark, { force: true });
console.log("done");
