import type { JsonObject } from "../wire/json-object.js";
import type { AccountSeed } from "./account-seed.js";
import type { DatasetSeed } from "./dataset-seed.js";
import type { ProjectSeed } from "./project-seed.js";
import { type Random, random } from "./random.js";
import { VERSION_MESSAGES } from "./status-messages.js";
import { VERSION_STATUSES, type VersionSeed, type VersionStatus } from "./version-seed.js";

/** The account, with contents in its projects: images with labels, models, policies and tags. */
export function lifelikeContents(account: AccountSeed, seed: number): AccountSeed {
  const source = random(`contents ${seed}/${account.accountId}/${account.region}`);
  // Each version gets the next status, so that every status occurs.
  let modelled = 0;
  const projects = account.projects.map((project) => {
    const hasModels = project.feature !== "CONTENT_MODERATION" && project.status === "CREATED";
    modelled += hasModels ? 1 : 0;
    return filled(project, hasModels ? modelled : undefined, source);
  });
  return { ...account, projects };
}

/** @param place - its number among the projects that have models; `undefined` for a project that has none */
function filled(project: ProjectSeed, place: number | undefined, source: Random): ProjectSeed {
  const labels = source.shuffle(LABELS).slice(0, source.integer(2, 4));
  const bucket = `images-${project.name.toLowerCase().replaceAll(/[^a-z0-9-]/g, "-")}`;
  const datasets = project.datasets?.map((dataset) => withEntries(dataset, bucket, labels, source));
  const tags = { team: source.pick(TEAMS), "cost-centre": String(source.integer(1_000, 9_999)) };
  if (place === undefined) {
    return { ...project, datasets: datasets ?? [], tags };
  }
  return {
    ...project,
    datasets: datasets ?? [],
    versions: versionsOf(project, place, labels, source),
    policies: place % 5 === 0 ? [sharingPolicy(project.name)] : [],
    tags,
  };
}

function withEntries(dataset: DatasetSeed, bucket: string, labels: readonly string[], source: Random): DatasetSeed {
  if (dataset.status === "CREATE_FAILED" || dataset.status === "CREATE_IN_PROGRESS") {
    return dataset;
  }
  const folder = dataset.type.toLowerCase();
  const entries = Array.from({ length: source.integer(8, 24) }, (_, image) =>
    imageOf(`s3://${bucket}/${folder}/${image}.jpg`, labels, image, source),
  );
  return { ...dataset, entries };
}

/** One image in eight is not labelled yet, and one in sixteen has an error in its label. */
function imageOf(sourceRef: string, labels: readonly string[], image: number, source: Random): JsonObject {
  if (image % 8 === 7) {
    return { "source-ref": sourceRef };
  }
  const label = labels[image % labels.length] ?? "";
  const isBroken = source.integer(1, 16) === 1;
  return {
    "source-ref": sourceRef,
    [label]: 1,
    [`${label}-metadata`]: {
      confidence: 1,
      "job-name": `labeling-job/${label}`,
      ...(isBroken ? {} : { "class-name": label }),
      "human-annotated": "yes",
      "creation-date": "2026-01-01T00:00:00.000Z",
      type: "groundtruth/image-classification",
    },
  };
}

function versionsOf(
  project: ProjectSeed,
  place: number,
  labels: readonly string[],
  source: Random,
): readonly VersionSeed[] {
  const created = project.createdAt?.valueOf() ?? 0;
  return [0, 1].map((number): VersionSeed => {
    const status = VERSION_STATUSES[(2 * place + number) % VERSION_STATUSES.length] ?? "TRAINING_COMPLETED";
    const trainingSeconds = source.integer(1_800, 14_400);
    const createdAt = created + (number + 1) * DAY;
    const units = source.integer(1, 4);
    const hasUnits = WITH_UNITS.has(status);
    const isElastic = source.integer(1, 2) === 1;
    return {
      name: `${project.name}.v${number + 1}`.slice(0, 255),
      createdAt,
      status,
      statusMessage: VERSION_MESSAGES[status],
      trainingSeconds,
      f1Score: source.integer(500, 995) / 1_000,
      labels,
      minInferenceUnits: hasUnits ? units : undefined,
      maxInferenceUnits: hasUnits && isElastic ? units + 1 : undefined,
      served: WAS_SERVED.has(status) ? [servedSince(status, createdAt + trainingSeconds * 1_000, units)] : undefined,
      tags: { stage: number === 0 ? "previous" : "current" },
    };
  });
}

function servedSince(
  status: VersionStatus,
  from: number,
  units: number,
): { readonly from: number; readonly until?: number; readonly units: number } {
  return status === "RUNNING" ? { from, units } : { from, until: from + DAY, units };
}

function sharingPolicy(project: string): { readonly name: string; readonly document: JsonObject } {
  return {
    name: "share",
    document: {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::111122223333:root" },
          Action: "rekognition:CopyProjectVersion",
          Resource: `arn:aws:rekognition:*:*:project/${project}/version/*`,
        },
      ],
    },
  };
}

const WITH_UNITS: ReadonlySet<VersionStatus> = new Set(["STARTING", "RUNNING", "STOPPING", "STOPPED"]);
const WAS_SERVED: ReadonlySet<VersionStatus> = new Set(["RUNNING", "STOPPING", "STOPPED"]);

const LABELS = ["crack", "scratch", "dent", "fine", "missing-part", "corrosion", "misprint"] as const;
const TEAMS = ["vision", "quality", "logistics", "research"] as const;

/** Milliseconds. */
const DAY = 24 * 3_600_000;
