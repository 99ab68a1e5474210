import { describeProjects$ } from "@rekognition-rx/core";
import { decodeProjects, flattenDatasets } from "@rekognition-rx/operators";
import { lastValueFrom, tap, toArray } from "rxjs";
import { contestant } from "../harness/contestant.js";
import { madeUpService } from "../harness/made-up-service.js";

// One contestant, named on the command line: prints how many more megabytes a walk of 4 000 pages holds than one of 500.

type Client = ReturnType<typeof madeUpService>;

/** Each walks to the end, and calls `checkpoint` for each page. */
const contestants: Readonly<Record<string, (client: Client, checkpoint: () => void) => Promise<unknown>>> = {
  "keeping every project": (client, checkpoint) =>
    lastValueFrom(describeProjects$({ client }).pipe(tap(checkpoint), decodeProjects(), toArray())),
  "ours, subscribed": (client, checkpoint) =>
    describeProjects$({ client })
      .pipe(tap(checkpoint), decodeProjects(), flattenDatasets({ keepEmpty: true }))
      .forEach(() => undefined),
  "ours, for await": async (client, checkpoint) => {
    for await (const page of describeProjects$({ client, prefetch: 1 })) {
      checkpoint();
      if (page.$metadata.httpStatusCode !== 200) {
        throw new Error("not a page");
      }
    }
  },
};

const { run: walk } = contestant(contestants);
const collect = globalThis.gc;
if (collect === undefined) {
  throw new Error("needs --expose-gc");
}

/** The most that is held at any time, in MB. */
async function heldBy(pages: number): Promise<number> {
  const held: number[] = [];
  let seen = 0;
  await walk(madeUpService(pages, { projects: 100, datasets: 2 }), () => {
    seen += 1;
    if (seen % 100 === 0) {
      collect?.();
      held.push(process.memoryUsage().heapUsed / 1e6);
    }
  });
  if (seen !== pages) {
    throw new Error(`saw ${seen} pages of ${pages}`);
  }
  return Math.max(...held);
}

await heldBy(500);
const few = await heldBy(500);
const many = await heldBy(4_000);
console.log(JSON.stringify(many - few));
