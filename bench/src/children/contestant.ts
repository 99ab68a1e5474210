import type { DescribeProjectVersionsCommand, DescribeProjectVersionsCommandOutput } from "@aws-sdk/client-rekognition";
import { describeProjects$, describeProjectVersions$, type PageClient } from "@rekognition-rx/core";
import { walkEach } from "@rekognition-rx/operators";
import { contestant } from "../harness/contestant.js";
import { madeUpService } from "../harness/made-up-service.js";

// One contestant, named on the command line: prints how many more megabytes a walk of a million children holds than a walk
// of 100 000.

const versions: PageClient<DescribeProjectVersionsCommandOutput, DescribeProjectVersionsCommand> = {
  send: (command) =>
    Promise.resolve({
      $metadata: {},
      ProjectVersionDescriptions: [{ ProjectVersionArn: `${command.input.ProjectArn ?? ""}/v1` }],
    }),
};

function versionsOfEach(projects: number) {
  return walkEach(
    describeProjects$({ client: madeUpService(projects / 100, { projects: 100 }) }),
    ({ ProjectArn = "" }) => describeProjectVersions$({ client: versions }, { ProjectArn }),
  );
}

/** Each walks the children of `projects` projects, and calls `seen` for each child. */
const contestants: Readonly<Record<string, (projects: number, seen: () => void) => Promise<void>>> = {
  "keeping the last token of each": async (projects, seen) => {
    const kept: string[] = [];
    for await (const { parent, NextToken } of versionsOfEach(projects)) {
      kept.push(`${parent.ProjectArn ?? ""} ${NextToken}`);
      seen();
    }
  },
  "walkEach, subscribed": (projects, seen) => versionsOfEach(projects).forEach(seen),
  "walkEach, for await": async (projects, seen) => {
    for await (const { parent } of versionsOfEach(projects)) {
      if (parent.ProjectArn === undefined) {
        throw new Error("not a parent");
      }
      seen();
    }
  },
};

const { run: walk } = contestant(contestants);
const collect = globalThis.gc;
if (collect === undefined) {
  throw new Error("needs --expose-gc");
}

const FEW = 100_000;
const MANY = 1_000_000;

/** Megabytes on the heap after every 10 000 children. */
async function heldBy(projects: number): Promise<readonly number[]> {
  const held: number[] = [];
  let children = 0;
  await walk(projects, () => {
    children += 1;
    if (children % 10_000 === 0) {
      collect?.();
      held.push(process.memoryUsage().heapUsed / 1e6);
    }
  });
  if (children !== projects) {
    throw new Error(`saw ${children} children of ${projects}`);
  }
  return held;
}

await heldBy(FEW);
const held = await heldBy(MANY);
const few = Math.max(...held.slice(0, FEW / 10_000));
const many = Math.max(...held);
console.log(JSON.stringify(many - few));
