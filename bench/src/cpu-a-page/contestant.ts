import { DescribeProjectsCommand, paginateDescribeProjects, RekognitionClient } from "@aws-sdk/client-rekognition";
import { describeProjects$, rekognitionClient } from "@rekognition-rx/core";
import { decodeProjects, flattenDatasets } from "@rekognition-rx/operators";
import * as t from "io-ts";
import { count, EMPTY, expand, from, lastValueFrom, map, mergeMap, type Observable } from "rxjs";
import { answerBlocks, contestant } from "../harness/contestant.js";
import { requireEmulator } from "../harness/require-emulator.js";

// One contestant, named on the command line: for each block, which is one walk, it prints the microseconds of CPU per page.

const input = { Features: ["CUSTOM_LABELS", "CONTENT_MODERATION"] as ("CUSTOM_LABELS" | "CONTENT_MODERATION")[] };

/** What an ordinary user writes with io-ts. */
const NaiveProject = t.type({
  ProjectArn: t.string,
  CreationTimestamp: t.unknown,
  Status: t.union([t.literal("CREATING"), t.literal("CREATED"), t.literal("DELETING")]),
  Datasets: t.union([
    t.undefined,
    t.array(
      t.intersection([
        t.type({ DatasetArn: t.string, DatasetType: t.keyof({ TRAIN: null, TEST: null }), Status: t.string }),
        t.partial({ StatusMessage: t.string, StatusMessageCode: t.string, CreationTimestamp: t.unknown }),
      ]),
    ),
  ]),
});

/** Each walks once and answers how many rows or projects it saw. */
const contestants: Readonly<Record<string, (client: RekognitionClient) => Promise<number>>> = {
  async "bare client.send"(client) {
    let projects = 0;
    let token: string | undefined;
    do {
      const page = await client.send(new DescribeProjectsCommand({ ...input, NextToken: token }));
      projects += page.ProjectDescriptions?.length ?? 0;
      token = page.NextToken;
    } while (token !== undefined);
    return projects;
  },
  async "SDK paginator"(client) {
    let projects = 0;
    for await (const page of paginateDescribeProjects({ client }, { ...input })) {
      projects += page.ProjectDescriptions?.length ?? 0;
    }
    return projects;
  },
  "from(paginator)": (client) =>
    rows(
      from(paginateDescribeProjects({ client }, { ...input })).pipe(
        mergeMap((page) => page.ProjectDescriptions ?? []),
        mergeMap((project) => project.Datasets ?? []),
      ),
    ),
  "naive rxjs": (client) => {
    const send = (token?: string) => from(client.send(new DescribeProjectsCommand({ ...input, NextToken: token })));
    return rows(
      send().pipe(
        expand((page) => (page.NextToken === undefined ? EMPTY : send(page.NextToken))),
        mergeMap((page) => page.ProjectDescriptions ?? []),
        map((project) => {
          const decoded = NaiveProject.decode(project);
          if (decoded._tag === "Left") {
            throw new Error("invalid project");
          }
          return decoded.right;
        }),
        mergeMap((project) => project.Datasets ?? []),
      ),
    );
  },
  ours: (client) => rows(describeProjects$({ client }, input).pipe(decodeProjects(), flattenDatasets())),
  "ours, rekognitionClient": (client) =>
    rows(describeProjects$({ client }, input).pipe(decodeProjects(), flattenDatasets())),
};

function rows(stream: Observable<unknown>): Promise<number> {
  return lastValueFrom(stream.pipe(count()));
}

// Even after two thousand pages, the engine still makes pages cheaper, and the SDK's own pages more than ours.
const WARM_UP = 60;

requireEmulator();
const { name, run: walk } = contestant(contestants);
const client = name === "ours, rekognitionClient" ? rekognitionClient() : new RekognitionClient();

let pages = 0;
client.middlewareStack.add(
  (next) => (args) => {
    pages += 1;
    return next(args);
  },
  { step: "initialize", name: "countPages" },
);
for (let i = 0; i < WARM_UP; i += 1) {
  await walk(client);
}
await answerBlocks(async () => {
  pages = 0;
  await walk(client);
  return pages;
});
client.destroy();
