import { DescribeProjectsCommand, type ProjectDescription, RekognitionClient } from "@aws-sdk/client-rekognition";
import { DatasetArn, DescribeProjectsResponse, ProjectArn } from "@rekognition-rx/core";
import { createEmulator, lifelikeAccount } from "@rekognition-rx/emulator";
import * as t from "io-ts";
import * as v from "valibot";
import * as z from "zod";
import { answerBlocks, blockOf, contestant } from "../harness/contestant.js";

// One contestant, named on the command line: for each block, it prints the microseconds of CPU to decode a project.

const STATUS = ["CREATING", "CREATED", "DELETING"] as const;
const FEATURE = ["CUSTOM_LABELS", "CONTENT_MODERATION"] as const;
const DATASET_STATUS = [
  "CREATE_IN_PROGRESS",
  "CREATE_COMPLETE",
  "CREATE_FAILED",
  "UPDATE_IN_PROGRESS",
  "UPDATE_COMPLETE",
  "UPDATE_FAILED",
  "DELETE_IN_PROGRESS",
] as const;
const CODE = ["SUCCESS", "SERVICE_ERROR", "CLIENT_ERROR"] as const;

const keyed = <Name extends string>(names: readonly Name[]) =>
  t.keyof(Object.fromEntries(names.map((name) => [name, null])) as Record<Name, null>);

const IoTs = t.type({
  ProjectDescriptions: t.array(
    t.intersection([
      t.type({ ProjectArn: t.string, CreationTimestamp: t.number, Status: keyed(STATUS) }),
      t.partial({
        Feature: keyed(FEATURE),
        AutoUpdate: keyed(["ENABLED", "DISABLED"]),
        Datasets: t.array(
          t.intersection([
            t.type({ DatasetArn: t.string, DatasetType: keyed(["TRAIN", "TEST"]), Status: keyed(DATASET_STATUS) }),
            t.partial({ CreationTimestamp: t.number, StatusMessage: t.string, StatusMessageCode: keyed(CODE) }),
          ]),
        ),
      }),
    ]),
  ),
});

// AWS's own patterns (botocore, rekognition 2016-06-27).
const PROJECT = String.raw`^arn:[a-z\d-]+:rekognition:[a-z\d-]+:\d{12}:project\/[a-zA-Z0-9_.\-]{1,255}\/`;
const PROJECT_ARN = new RegExp(String.raw`${PROJECT}[0-9]+$`);
const DATASET_ARN = new RegExp(String.raw`${PROJECT}dataset\/(train|test)\/[0-9]+$`);

const zodPage = (projectArn: z.ZodString, datasetArn: z.ZodString, timestamp: z.ZodType) =>
  z.object({
    ProjectDescriptions: z.array(
      z.object({
        ProjectArn: projectArn,
        CreationTimestamp: timestamp,
        Status: z.enum(STATUS),
        Feature: z.enum(FEATURE).optional(),
        AutoUpdate: z.enum(["ENABLED", "DISABLED"]).optional(),
        Datasets: z
          .array(
            z.object({
              DatasetArn: datasetArn,
              DatasetType: z.enum(["TRAIN", "TEST"]),
              Status: z.enum(DATASET_STATUS),
              CreationTimestamp: timestamp.optional(),
              StatusMessage: z.string().optional(),
              StatusMessageCode: z.enum(CODE).optional(),
            }),
          )
          .optional(),
      }),
    ),
  });
const Zod = zodPage(z.string(), z.string(), z.number());
const zodOfTheSameChecks = (timestamp: z.ZodType) =>
  zodPage(z.string().regex(PROJECT_ARN), z.string().regex(DATASET_ARN), timestamp);
const ZodWire = zodOfTheSameChecks(z.number().transform((seconds) => new Date(Math.round(seconds * 1_000))));
const ZodOutput = zodOfTheSameChecks(z.date());

const Valibot = v.object({
  ProjectDescriptions: v.array(
    v.object({
      ProjectArn: v.string(),
      CreationTimestamp: v.number(),
      Status: v.picklist(STATUS),
      Feature: v.optional(v.picklist(FEATURE)),
      AutoUpdate: v.optional(v.picklist(["ENABLED", "DISABLED"])),
      Datasets: v.optional(
        v.array(
          v.object({
            DatasetArn: v.string(),
            DatasetType: v.picklist(["TRAIN", "TEST"]),
            Status: v.picklist(DATASET_STATUS),
            CreationTimestamp: v.optional(v.number()),
            StatusMessage: v.optional(v.string()),
            StatusMessageCode: v.optional(v.picklist(CODE)),
          }),
        ),
      ),
    }),
  ),
});

/** Each decodes a page; false if it finds the page invalid. */
const contestants: Readonly<Record<string, (page: Page) => boolean>> = {
  "JSON.parse": ({ text }) => Array.isArray((JSON.parse(text) as { ProjectDescriptions: unknown }).ProjectDescriptions),
  "io-ts as composed, wire": ({ wire }) => IoTs.decode(wire)._tag === "Right",
  "zod, wire": ({ wire }) => Zod.safeParse(wire).success,
  "zod, wire, same checks": ({ wire }) => ZodWire.safeParse(wire).success,
  "zod, SDK output, same checks": ({ output }) => ZodOutput.safeParse(output).success,
  "valibot, wire": ({ wire }) => v.safeParse(Valibot, wire).success,
  "ours, wire": ({ wire }) => DescribeProjectsResponse.decode(wire)._tag === "Right",
  "ours, SDK output": ({ output }) => DescribeProjectsResponse.decode(output)._tag === "Right",
  "ours, the ARNs alone": ({ output }) =>
    output.ProjectDescriptions.every(
      ({ ProjectArn: arn, Datasets = [] }) =>
        ProjectArn.is(arn) && Datasets.every(({ DatasetArn: arn }) => DatasetArn.is(arn)),
    ),
};

interface Page {
  readonly text: string;
  readonly wire: unknown;
  readonly output: { readonly ProjectDescriptions: readonly ProjectDescription[] };
}

const { run: decode } = contestant(contestants);
const pages = await pagesOf(20);
const projects = pages.reduce((sum, { output }) => sum + output.ProjectDescriptions.length, 0);
const block = blockOf(projects, () => {
  for (const page of pages) {
    if (!decode(page)) {
      throw new Error("invalid page");
    }
  }
});
await answerBlocks(block);

/** Pages of 100 projects of a lifelike account: as the wire has them, and as the SDK gives them. */
async function pagesOf(count: number): Promise<readonly Page[]> {
  const emulator = await createEmulator({ account: lifelikeAccount({ seed: 1, projects: count * 100 }) });
  const client = new RekognitionClient({
    endpoint: emulator.url,
    region: "us-east-1",
    credentials: { accessKeyId: "any", secretAccessKey: "any" },
  });
  const found: Page[] = [];
  let token: string | undefined;
  do {
    const answer: {
      readonly ProjectDescriptions?: ProjectDescription[] | undefined;
      readonly NextToken?: string | undefined;
    } = await client.send(new DescribeProjectsCommand({ Features: [...FEATURE], NextToken: token }));
    const output = { ProjectDescriptions: answer.ProjectDescriptions ?? [] };
    const text = JSON.stringify(output, function (this: Record<string, unknown>, key, value: unknown) {
      const member = this[key];
      return member instanceof Date ? member.getTime() / 1_000 : value;
    });
    found.push({ text, wire: JSON.parse(text), output });
    token = answer.NextToken;
  } while (token !== undefined);
  client.destroy();
  await emulator.close();
  return found;
}
