import type { AccountSeed, ProjectSeed, VersionSeed } from "@rekognition-rx/emulator";
import * as fc from "fast-check";

/** A small organization: what each account has in each region, and where it is asked. */
export interface Organization {
  readonly accounts: readonly AccountSeed[];
  readonly places: readonly { readonly accountId: string; readonly region: string }[];
}

/** When it is crawled. */
export const NOW: number = Date.UTC(2026, 2, 1, 12, 30);

/** Milliseconds. */
export const HOUR = 3_600_000;

/** Two are offered, the last is not. */
const REGIONS = ["us-east-1", "eu-west-1", "eu-north-1"];

export const arbitraryOrganization: fc.Arbitrary<Organization> = fc
  .record({
    accounts: fc.integer({ min: 1, max: 2 }),
    regions: fc.subarray(REGIONS, { minLength: 1 }),
    sizes: fc.array(
      fc.array(
        fc.record({
          datasets: fc.subarray(["TRAIN", "TEST"] as const),
          versions: fc.array(
            fc.record({
              status: fc.constantFrom("TRAINING_COMPLETED", "RUNNING", "STARTING", "STOPPING", "STOPPED"),
              hours: fc.integer({ min: 0, max: 300 }),
              minutes: fc.integer({ min: 1, max: 59 }),
              units: fc.integer({ min: 0, max: 3 }),
              ranBefore: fc.boolean(),
            }),
            { maxLength: 2 },
          ),
          policies: fc.integer({ min: 0, max: 2 }),
          entries: fc.integer({ min: 0, max: 3 }),
          isCreating: fc.boolean(),
        }),
        { maxLength: 3 },
      ),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map(({ accounts, regions, sizes }) => {
    const places = Array.from({ length: accounts }, (_, at) => String(111_122_223_333 + at)).flatMap((accountId) =>
      regions.map((region) => ({ accountId, region })),
    );
    return {
      places,
      accounts: places
        .filter(({ region }) => region !== "eu-north-1")
        .map(({ accountId, region }, at) => ({
          accountId,
          region,
          projects: (sizes[at % sizes.length] ?? []).map((size, number) => projectSeed(number, size)),
        })),
    };
  });

interface VersionSize {
  readonly status: "RUNNING" | "STARTING" | "STOPPED" | "STOPPING" | "TRAINING_COMPLETED";
  /** In service for so long; with 0 units never. */
  readonly hours: number;
  readonly minutes: number;
  readonly units: number;
  readonly ranBefore: boolean;
}

function servedSince({ hours, minutes, units, ranBefore }: VersionSize): NonNullable<VersionSeed["served"]> {
  const from = NOW - hours * HOUR - minutes * 60_000;
  const before = { from: from - 10 * HOUR, until: from - 3 * HOUR, units: 7 };
  return units === 0 ? [] : [...(ranBefore ? [before] : []), { from, units }];
}

function projectSeed(
  number: number,
  size: {
    readonly datasets: readonly ("TEST" | "TRAIN")[];
    readonly versions: readonly VersionSize[];
    readonly policies: number;
    readonly entries: number;
    readonly isCreating: boolean;
  },
): ProjectSeed {
  const createdAt = Date.UTC(2026, 0, 1 + number);
  const name = `project-${number}`;
  return {
    name,
    createdAt,
    datasets: size.datasets.map((type, at) => ({
      type,
      createdAt: createdAt + 1 + at,
      status: size.isCreating ? "CREATE_IN_PROGRESS" : "CREATE_COMPLETE",
      entries: Array.from({ length: size.entries }, (_, entry) => entryLine(`${name}/${type}/${entry}`, entry)),
    })),
    versions: size.versions.map((version, at) => ({
      name: `v${at}`,
      createdAt: createdAt + 10 + at,
      status: version.status,
      served: servedSince(version),
      f1Score: 0.5 + at / 10,
      tags: at === 0 ? {} : { team: name, [`key-${at}`]: "" },
    })),
    policies: Array.from({ length: size.policies }, (_, at) => ({
      name: `policy-${at}`,
      createdAt: createdAt + 20 + at,
      document: { Version: "2012-10-17", Statement: [] },
    })),
  };
}

function entryLine(key: string, label: number): string {
  return JSON.stringify({
    "source-ref": `s3://images/${key}.jpg`,
    part: 0,
    "part-metadata": {
      confidence: 1,
      "class-name": `label-${label}`,
      type: "groundtruth/image-classification",
      "human-annotated": "yes",
      "creation-date": "2026-01-01T00:00:00",
      "job-name": "job",
    },
  });
}
