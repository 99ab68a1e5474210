import type { JsonObject } from "../protocol/json-object.js";
import type { Feature, ProjectSeed } from "../seed/project-seed.js";
import { checkSeed } from "./check-seed.js";

/** A project as the emulator holds it. Never changed: a new state of a project is a new one in its place. */
export interface Project {
  readonly name: string;
  readonly arn: string;
  readonly createdMs: number;
  readonly feature: Feature;
  /** Its description on the wire, in UTF-8, made once for all the pages that it will be on. */
  readonly json: Buffer;
}

/** Where a project lives. */
export interface Home {
  readonly accountId: string;
  readonly region: string;
}

/**
 * Makes a project of its seed.
 *
 * @param createdMs what a seed without a creation time gets
 * @throws TypeError that names the project and the member, when the seed is not one the service could hold
 */
export function project(seed: ProjectSeed, home: Home, createdMs: number): Project {
  checkSeed(seed);
  const created = seed.createdAt === undefined ? createdMs : seed.createdAt.valueOf();
  const root = `arn:${partition(home.region)}:rekognition:${home.region}:${home.accountId}:project/${seed.name}`;
  const arn = `${root}/${created}`;
  const feature = seed.feature ?? "CUSTOM_LABELS";
  const datasets = (seed.datasets ?? []).map((dataset): Readonly<{ createdMs: number; json: JsonObject }> => {
    const datasetMs = dataset.createdAt?.valueOf() ?? created + (dataset.type === "TRAIN" ? minute : 2 * minute);
    const json = {
      CreationTimestamp: datasetMs / 1_000,
      DatasetType: dataset.type,
      DatasetArn: `${root}/dataset/${dataset.type.toLowerCase()}/${datasetMs}`,
      Status: dataset.status ?? "CREATE_COMPLETE",
      StatusMessage: dataset.statusMessage,
      StatusMessageCode: dataset.statusMessageCode,
    };
    return { createdMs: datasetMs, json };
  });
  const json = JSON.stringify({
    ProjectArn: arn,
    CreationTimestamp: created / 1_000,
    Status: seed.status ?? "CREATED",
    Datasets: datasets.toSorted((a, b) => a.createdMs - b.createdMs).map((dataset) => dataset.json),
    Feature: feature,
    AutoUpdate: seed.autoUpdate,
  });
  return { name: seed.name, arn, createdMs: created, feature, json: Buffer.from(json) };
}

/** The partition of a region, as the SDKs' own partition tables tell it from the region's prefix. */
function partition(region: string): string {
  return partitions.find(([prefix]) => region.startsWith(prefix))?.[1] ?? "aws";
}

const partitions = [
  ["cn-", "aws-cn"],
  ["us-gov-", "aws-us-gov"],
  ["us-iso-", "aws-iso"],
  ["us-isob-", "aws-iso-b"],
  ["eu-isoe-", "aws-iso-e"],
  ["us-isof-", "aws-iso-f"],
  ["eusc-", "aws-eusc"],
] as const;

const minute = 60_000;
