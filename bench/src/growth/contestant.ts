import { describeProjects$ } from "@rekognition-rx/core";
import { decodeProjects, flattenDatasets } from "@rekognition-rx/operators";
import { madeUpService } from "../harness/made-up-service.js";

// How the cost grows: for one size, given as JSON, this prints the microseconds of CPU per page.

interface Size {
  readonly pages: number;
  readonly projects: number;
  readonly datasets: number;
  readonly walks: number;
}

const { pages, projects, datasets, walks } = JSON.parse(process.argv[2] ?? "") as Size;

async function walkAll(): Promise<void> {
  const client = madeUpService(pages, { projects, datasets });
  await Promise.all(
    Array.from({ length: walks }, () =>
      describeProjects$({ client })
        .pipe(decodeProjects(), flattenDatasets({ keepEmpty: true }))
        .forEach(() => undefined),
    ),
  );
}

/** Rounds, so that small sizes run long enough for the clock of the CPU. */
const rounds = Math.max(1, Math.ceil(4_000 / (pages * walks)));
for (let i = 0; i < rounds; i += 1) {
  await walkAll();
}
const before = process.cpuUsage();
for (let i = 0; i < rounds; i += 1) {
  await walkAll();
}
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify((user + system) / (rounds * pages * walks)));
