import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Step, WalkStep } from "../../src/crawl/step.js";
import { writeToPostgres } from "../../src/postgres/write-to-postgres.js";
import { memoryJournal } from "../support/memory-journal.js";
import { postgresForTests } from "../support/postgres.js";
import { dataset, end, project, projectArn, run, step, target, version, versionArn } from "../support/steps.js";

const postgres = postgresForTests();

const TARGETS = [
  { target: "111122223333:eu-west-1", accountId: "111122223333", region: "eu-west-1", names: ["a", "b"] },
  { target: "111122223333:us-east-1", accountId: "111122223333", region: "us-east-1", names: ["c"] },
  { target: "444455556666:us-east-1", accountId: "444455556666", region: "us-east-1", names: ["d", "e"] },
] as const;

/** What a run finds in a target. */
interface Seen {
  readonly outcome: "absent" | "complete" | "denied" | "partial" | "suspended";
  /** Of each project by its number: which datasets, which versions, whether its versions were listed whole. */
  readonly projects: readonly SeenProject[];
}

interface SeenProject {
  readonly isThere: boolean;
  readonly datasets: readonly ("test" | "train")[];
  readonly versions: readonly ("1" | "2")[];
  readonly versionsAre: "complete" | "denied" | "partial";
  readonly isTagged: boolean;
}

interface RunPlan {
  readonly depth: "projects" | "versions";
  readonly targets: readonly Seen[];
  /** A run before it whose journal is written again after it. */
  readonly again: number;
}

const anySeen: fc.Arbitrary<Seen> = fc.record({
  outcome: fc.constantFrom("complete", "complete", "complete", "denied", "partial", "absent", "suspended"),
  projects: fc.array(
    fc.record({
      isThere: fc.boolean(),
      datasets: fc.subarray(["train", "test"] as ("test" | "train")[]),
      versions: fc.subarray(["1", "2"] as ("1" | "2")[]),
      versionsAre: fc.constantFrom("complete" as const, "complete" as const, "partial" as const, "denied" as const),
      isTagged: fc.boolean(),
    }),
    { minLength: 2, maxLength: 2 },
  ),
});

const anyRuns: fc.Arbitrary<readonly RunPlan[]> = fc.array(
  fc.record({
    depth: fc.constantFrom("projects" as const, "versions" as const),
    targets: fc.tuple(anySeen, anySeen, anySeen),
    again: fc.nat(),
  }),
  { minLength: 2, maxLength: 5 },
);

function timeOf(number: number): string {
  return new Date(Date.UTC(2026, 10, 1 + number)).toISOString();
}

/** The journal of a run. */
function stepsOf({ depth, targets }: RunPlan, number: number): readonly Step[] {
  const steps: Step[] = [
    {
      ...run(depth === "projects" ? ["projects"] : ["projects", "versions"]),
      runId: `run-${number}`,
      startedAt: timeOf(number),
    },
  ];
  for (const [at, { outcome, projects }] of targets.entries()) {
    const { names, ...place } = TARGETS[at] ?? TARGETS[0];
    if (outcome === "absent") {
      continue;
    }
    steps.push(target({ ...place, outcome: outcome === "suspended" ? "suspended" : "expected" }));
    if (outcome === "suspended") {
      continue;
    }
    const there =
      outcome === "denied"
        ? []
        : names.flatMap((name, each) => {
            const seen = projects[each];
            return seen?.isThere === true ? [{ name, seen }] : [];
          });
    const walk = (fields: Partial<WalkStep>): Step => step({ ...place, ...fields });
    steps.push(
      walk({
        records: there.map(({ name, seen }) =>
          project(name, { datasets: seen.datasets.map((type) => dataset(name, type)) }),
        ),
        outcome,
        pages: outcome === "denied" ? 0 : 1,
      }),
    );
    for (const { name, seen } of depth === "versions" ? there : []) {
      const versions = seen.versionsAre === "denied" ? [] : seen.versions;
      steps.push(
        walk({
          operation: "DescribeProjectVersions",
          parentArn: projectArn(name),
          records: versions.map((each) => version(name, each)),
          outcome: seen.versionsAre,
        }),
        ...versions.map((each) =>
          walk({
            operation: "ListTagsForResource",
            parentArn: versionArn(name, each),
            records: seen.isTagged
              ? [{ _tag: "Tag", versionArn: versionArn(name, each), key: "team", value: "x" }]
              : [],
            outcome: "complete",
          }),
        ),
      );
    }
  }
  return [...steps, end];
}

interface Row {
  readonly place: (typeof TARGETS)[number];
  readonly parent: string | undefined;
  run: number;
  deleted: number | null;
  notSeen: number | null;
}

type Table = "datasets" | "projects" | "tags" | "versions";

/** What the tables have to hold, as plainly as it can be said. */
class Model {
  readonly tables: Readonly<Record<Table, Map<string, Row>>> = {
    projects: new Map(),
    datasets: new Map(),
    versions: new Map(),
    tags: new Map(),
  };

  apply({ depth, targets }: RunPlan, number: number): void {
    const complete = { targets: [] as string[], projects: [] as string[], versions: [] as string[] };
    for (const [at, { outcome, projects }] of targets.entries()) {
      const place = TARGETS[at] ?? TARGETS[0];
      const see = (table: Table, key: string, parent?: string): void => {
        this.tables[table].set(key, { place, parent, run: number, deleted: null, notSeen: null });
      };
      if (outcome === "complete") {
        complete.targets.push(place.target);
      }
      if (outcome !== "complete" && outcome !== "partial") {
        continue;
      }
      for (const [each, name] of place.names.entries()) {
        const seen = projects[each];
        if (seen?.isThere !== true) {
          continue;
        }
        see("projects", projectArn(name));
        for (const type of seen.datasets) {
          see("datasets", dataset(name, type).arn, projectArn(name));
        }
        if (depth === "projects" || seen.versionsAre === "denied") {
          continue;
        }
        if (seen.versionsAre === "complete") {
          complete.projects.push(projectArn(name));
        }
        for (const number of seen.versions) {
          see("versions", versionArn(name, number), projectArn(name));
          complete.versions.push(versionArn(name, number));
          if (seen.isTagged) {
            see("tags", `${versionArn(name, number)} team`, versionArn(name, number));
          }
        }
      }
    }
    const unseen = (table: Table, where: (row: Row) => boolean): void => {
      for (const row of this.tables[table].values()) {
        if (where(row) && row.run < number && row.deleted === null) {
          row.deleted = number;
        }
      }
    };
    unseen("projects", ({ place }) => complete.targets.includes(place.target));
    unseen("datasets", ({ place }) => complete.targets.includes(place.target));
    unseen("versions", ({ parent = "" }) => complete.projects.includes(parent));
    unseen("tags", ({ parent = "" }) => complete.versions.includes(parent));
    for (const [table, above] of [
      ["datasets", "projects"],
      ["versions", "projects"],
      ["tags", "versions"],
    ] as const) {
      for (const row of this.tables[table].values()) {
        row.deleted ??= this.tables[above].get(row.parent ?? "")?.deleted ?? null;
      }
    }
    for (const [at, { outcome }] of targets.entries()) {
      for (const table of Object.values(this.tables)) {
        for (const row of table.values()) {
          const { accountId, region } = TARGETS[at] ?? TARGETS[0];
          if (
            outcome === "suspended" &&
            row.place.accountId === accountId &&
            row.place.region === region &&
            row.run < number
          ) {
            row.notSeen ??= number;
          }
        }
      }
    }
  }

  rows(table: Table): readonly (readonly unknown[])[] {
    return [...this.tables[table]]
      .map(([key, row]) => [key, `run-${row.run}`, row.deleted, row.notSeen])
      .toSorted(byKey);
  }
}

function byKey(a: readonly unknown[], b: readonly unknown[]): number {
  return String(a[0]) < String(b[0]) ? -1 : 1;
}

/** Of November, from 0: the number of a run. */
function days(column: string): string {
  return `extract(day from ${column} at time zone 'utc')::int - 1`;
}

function number(value: unknown): number | null {
  return value === null ? null : Number(value);
}

async function rowsIn(database: string, table: Table): Promise<readonly (readonly unknown[])[]> {
  const key = table === "tags" ? `version_arn || ' ' || key` : "arn";
  const found = await postgres.rows(
    database,
    `select ${key}, run_id, ${days("deleted_at")}, ${days("not_seen_since")} from rekognition.${table}`,
  );
  return found.map(([arn, runId, deleted, notSeen]) => [arn, runId, number(deleted), number(notSeen)]).toSorted(byKey);
}

describe("what a run did not see", () => {
  test("is marked as a model says, by whatever runs; an earlier one that is written again changes nothing", async () => {
    await fc.assert(
      fc.asyncProperty(anyRuns, async (runs) => {
        const database = await postgres.database();
        const model = new Model();
        const write = (number: number): Promise<void> =>
          writeToPostgres(memoryJournal(stepsOf(runs[number] as RunPlan, number)), { connectionString: database });
        for (const [number, plan] of runs.entries()) {
          await write(number);
          model.apply(plan, number);
          for (const round of ["as it is", "with an earlier one written again"]) {
            for (const table of ["projects", "datasets", "versions", "tags"] as const) {
              expect(await rowsIn(database, table), `${table} of run ${number}, ${round}`).toEqual(model.rows(table));
            }
            await write(plan.again % (number + 1));
          }
        }
      }),
      { numRuns: 5 },
    );
  }, 240_000);
});
