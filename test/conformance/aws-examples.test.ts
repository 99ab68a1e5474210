import type { AccountSeed, EmulatorOptions, JsonObject, ProjectSeed, VersionSeed } from "@rekognition-rx/emulator";
import { describe, expect, onTestFinished, test } from "vitest";
import { awsExamples } from "./aws-examples.js";
import { sdkForJavaScript } from "./clients/sdk-for-javascript.js";
import { conformanceEmulator } from "./conformance-emulator.js";

/**
 * AWS's own requests, sent as they are by AWS's own SDK to an account that has what they are about, with the usual
 * transitions; the answers have what AWS's have, but for times, revisions and what a model would find.
 */
const examples = awsExamples();

describe("AWS's example", () => {
  test("is there for most operations of Custom Labels", () => {
    expect(examples.length).toBeGreaterThanOrEqual(16);
    expect(new Set(examples.map(({ operation }) => operation))).toEqual(new Set(Object.keys(stages)));
  });

  test.each(examples)("of $operation: $title", async ({ operation, input, output }) => {
    const stage = stages[operation] ?? {};
    const emulator = await conformanceEmulator({ accounts: accountsOf(input, stage), ...stage.options });
    const client = sdkForJavaScript(emulator.url, { accessKeyId: stage.caller?.(input) ?? "AKIDEXAMPLE" });
    onTestFinished(() => client.close());
    const answer = await client.call(operation, stage.asSent?.(input) ?? input);
    expect(masked(answer)).toEqual(masked(stage.asExpected?.(output, answer) ?? output));
  });
});

interface Stage {
  /** What the project of an ARN has, beside what the ARN itself says. */
  readonly project?: (input: JsonObject) => Partial<ProjectSeed>;
  readonly version?: Partial<VersionSeed>;
  readonly entries?: (input: JsonObject, type: "TRAIN" | "TEST") => readonly (JsonObject | string)[];
  readonly options?: EmulatorOptions;
  /** The account that asks. */
  readonly caller?: (input: JsonObject) => string;
  /** Where the example cannot be meant as it is written: why stands beside it. */
  readonly asSent?: (input: JsonObject) => JsonObject;
  readonly asExpected?: (output: JsonObject, answer: JsonObject) => JsonObject;
}

function image(name: string, ...labels: readonly string[]): JsonObject {
  const line: Record<string, unknown> = { "source-ref": `s3://flowers/${name}.jpg` };
  for (const label of labels) {
    line[label] = 1;
    line[`${label}-metadata`] = {
      confidence: 1,
      "class-name": label,
      "human-annotated": "yes",
      "creation-date": "2021-07-11T03:32:13.456Z",
      type: "groundtruth/image-classification",
    };
  }
  return line;
}

const labelled = [image("1", "camellia", "with_leaves"), image("2", "with_leaves", "mediterranean_spurge")];

const listed = String(
  (
    examples.find(({ operation }) => operation === "ListDatasetEntries")?.output["DatasetEntries"] as
      | readonly string[]
      | undefined
  )?.[0],
);

const stages: Readonly<Record<string, Stage>> = {
  CopyProjectVersion: {
    caller: ({ DestinationProjectArn: arn }) => String(arn).split(":")[4] ?? "",
    project: () => ({
      policies: [
        {
          name: "share",
          document: { Statement: [{ Effect: "Allow", Principal: "*", Action: "rekognition:*", Resource: "*" }] },
        },
      ],
    }),
  },
  CreateDataset: {
    options: {
      manifests: {
        "my-bucket/datasets/flowers_training/manifests/output/output.manifest": JSON.stringify(labelled[0]),
      },
    },
  },
  CreateProject: {},
  CreateProjectVersion: {
    project: () => ({
      datasets: [
        { type: "TRAIN", entries: labelled },
        { type: "TEST", entries: labelled },
      ],
    }),
  },
  DeleteDataset: {},
  DeleteProject: {},
  DeleteProjectPolicy: {
    project: ({ PolicyName: name, PolicyRevisionId: revisionId }) => ({
      policies: [{ name: String(name), revisionId: String(revisionId), document: "{}" }],
    }),
  },
  DeleteProjectVersion: {},
  DetectCustomLabels: {
    version: { status: "RUNNING", labels: ["with_leaves", "without_leaves", "camellia"] },
    // What a model finds is made up: the form of it counts, and that it is sure enough.
    asExpected: (output, answer) => {
      const found = answer["CustomLabels"] as readonly { readonly Confidence: number }[];
      expect(found.every(({ Confidence }) => Confidence >= 50)).toBe(true);
      const [first] = output["CustomLabels"] as readonly JsonObject[];
      expect(Object.keys(found[0] ?? {}).toSorted()).toEqual(Object.keys(first ?? {}).toSorted());
      return answer;
    },
  },
  DistributeDatasetEntries: { entries: (_, type) => (type === "TRAIN" ? labelled : []) },
  ListDatasetEntries: {
    entries: () => [listed, ...labelled],
    // It asks for entries with errors, and is answered with one that has none.
    asSent: (input) => ({ ...input, HasErrors: undefined }),
  },
  ListDatasetLabels: { entries: () => labelled },
  PutProjectPolicy: {
    project: ({ PolicyName: name, PolicyRevisionId: revisionId }) => ({
      policies: [{ name: String(name), revisionId: String(revisionId), document: "{}" }],
    }),
    // The quotes are those of a shell, which takes them off.
    asSent: ({ PolicyDocument: document, ...input }) => ({
      ...input,
      PolicyDocument: String(document).replaceAll(/^'|'$/g, ""),
    }),
  },
  StartProjectVersion: {},
  StopProjectVersion: { version: { status: "RUNNING" } },
  UpdateDatasetEntries: {},
};

/** Accounts that have every project, dataset and version whose ARN is in an input. */
function accountsOf(input: JsonObject, stage: Stage): readonly AccountSeed[] {
  const projects = new Map<string, { readonly accountId: string; seed: ProjectSeed }>();
  for (const arn of arnsIn(input)) {
    const [, , , , accountId = ""] = arn.split(":");
    const [, name = "", kind = "", of = "", time = ""] = arn.split("/");
    const key = `${accountId}/${name}`;
    const known = projects.get(key)?.seed ?? { name, ...stage.project?.(input) };
    const seed = added(known, kind, of, time, (type) => stage.entries?.(input, type) ?? [], stage.version);
    projects.set(key, { accountId, seed });
  }
  return [...projects.values()].map(({ accountId, seed }) => ({ accountId, projects: [seed] }));
}

function added(
  seed: ProjectSeed,
  kind: string,
  of: string,
  time: string,
  entries: (type: "TRAIN" | "TEST") => readonly (JsonObject | string)[],
  version: Partial<VersionSeed> | undefined,
): ProjectSeed {
  if (kind === "version") {
    return { ...seed, versions: [{ name: of, createdAt: Number(time), ...version }] };
  }
  if (kind === "dataset") {
    const type = of === "train" ? "TRAIN" : "TEST";
    const datasets = [...(seed.datasets ?? []), { type, createdAt: Number(time), entries: entries(type) } as const];
    return { ...seed, datasets };
  }
  return { ...seed, createdAt: Number(kind) };
}

function arnsIn(value: unknown): readonly string[] {
  if (typeof value === "string") {
    return /^arn:aws:rekognition:.*:project\//.test(value) ? [value] : [];
  }
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(arnsIn) : [];
}

/** What is another each time made the same; an empty token is none. */
function masked(value: unknown, name = ""): unknown {
  if (Array.isArray(value)) {
    return value.map((each: unknown) => masked(each, name));
  }
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).filter(([member, each]) => !(member === "NextToken" && each === ""));
    return Object.fromEntries(members.map(([member, each]) => [member, masked(each, member)]));
  }
  if (name === "PolicyRevisionId") {
    return /^[0-9a-f]+$/.test(String(value)) ? "a revision" : value;
  }
  return typeof value === "string" ? value.replace(/\/\d{10,}$/, "/TIME") : value;
}
