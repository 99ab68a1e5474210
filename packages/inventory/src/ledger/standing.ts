import type { Operation } from "../crawl/operation.js";
import type { WalkStep } from "../crawl/step.js";
import type { InventoryRecord } from "../records/inventory-record.js";
import type { TargetTally } from "./target-tally.js";
import type { WalkTally } from "./walk-tally.js";

/**
 * Whether what a walk is about is still there.
 *
 * - `there`: its parent is in the last generation of the walk that lists it, or it needs none.
 * - `gone`: the service said so; or that generation is complete, and the parent is not in it; or the walk that lists it
 *   is about something that is gone.
 * - `unknown`: the parent was seen in an earlier generation, and the last one did not come to its end, or has records
 *   that could not be read. That the parent is not in it says nothing, neither that it is there nor that it is gone.
 */
export type Standing = "gone" | "there" | "unknown";

/**
 * The standing of each walk of a target.
 *
 * Its memory grows with the parents of its walks, not with what they list.
 */
export class Standings {
  readonly #target: TargetTally;
  /** For each parent of a walk: the walks that have listed it, and whether they did so in their last generation. */
  readonly #listedBy = new Map<string, Map<WalkTally, boolean>>();
  readonly #known = new Map<WalkTally, Standing>();

  constructor(target: TargetTally) {
    this.#target = target;
    for (const { parentArn } of target.walks) {
      if (parentArn !== null) {
        this.#listedBy.set(parentArn, new Map());
      }
    }
  }

  /** Whether there is anything to look for: without children every walk is `there`. */
  get hasChildren(): boolean {
    return this.#listedBy.size > 0;
  }

  /** Takes in which parents a step lists. Every step of the target has to come by before {@link of} is asked. */
  add(step: WalkStep): void {
    const walk = this.#target.walk(step);
    if (walk === undefined) {
      return;
    }
    for (const record of step.records) {
      for (const arn of parentsIn(record)) {
        const lists = this.#listedBy.get(arn);
        if (lists !== undefined) {
          lists.set(walk, lists.get(walk) === true || step.generation === walk.generation);
        }
      }
    }
  }

  of(walk: WalkTally): Standing {
    const known = this.#known.get(walk);
    if (known !== undefined) {
      return known;
    }
    const standing = this.#judge(walk);
    this.#known.set(walk, standing);
    return standing;
  }

  #judge({ operation, parentArn, outcome }: WalkTally): Standing {
    // The service itself said so.
    if (outcome === "gone") {
      return "gone";
    }
    const parentOperation = LISTED_BY[operation];
    if (parentOperation === null || parentArn === null) {
      return "there";
    }
    const lists = this.#listedBy.get(parentArn) ?? new Map<WalkTally, boolean>();
    const root = this.#target.walk({ operation: parentOperation, parentArn: null });
    // Only one walk lists projects, so it may be asked for one that it never named. Which walk would list a version,
    // its ARN does not say.
    const candidates = root === undefined ? [...lists.keys()] : [root];
    const standings = candidates
      .filter((candidate) => candidate.operation === parentOperation)
      .map((candidate) => this.#ofListed(candidate, lists.get(candidate) === true));
    if (standings.includes("there")) {
      return "there";
    }
    return standings.length === 0 || standings.includes("unknown") ? "unknown" : "gone";
  }

  #ofListed(list: WalkTally, isInLastGeneration: boolean): Standing {
    const standing = this.of(list);
    if (standing !== "there") {
      return standing;
    }
    if (isInLastGeneration) {
      return "there";
    }
    // What could not be read may be the parent.
    return list.outcome === "complete" && list.invalid === 0 ? "gone" : "unknown";
  }
}

/** Which operation lists what an operation is asked about. */
const LISTED_BY: Readonly<Record<Operation, "DescribeProjects" | "DescribeProjectVersions" | null>> = {
  DescribeProjects: null,
  DescribeProjectVersions: "DescribeProjects",
  ListProjectPolicies: "DescribeProjects",
  DescribeDataset: "DescribeProjects",
  ListDatasetLabels: "DescribeProjects",
  ListDatasetEntries: "DescribeProjects",
  ListTagsForResource: "DescribeProjectVersions",
};

function parentsIn(record: InventoryRecord): readonly string[] {
  if (record._tag === "Project") {
    return [record.arn, ...record.datasets.map(({ arn }) => arn)];
  }
  return record._tag === "Version" ? [record.arn] : [];
}
