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
 * Its memory grows with the parents that are listed.
 */
export class Standings {
  readonly #target: TargetTally;
  /** Whether any step came by: a run that asks for projects alone does not say which it lists. */
  #isTold = false;
  /** For each parent: the walks that have listed it, and in which generation they did so last. */
  readonly #listedBy = new Map<string, Listed[]>();
  readonly #known = new Map<WalkTally, Standing>();

  constructor(target: TargetTally) {
    this.#target = target;
  }

  /**
   * Takes in which parents a step lists. Every step of the target has to come by, here and in its tally, before
   * {@link of} is asked.
   */
  add(step: WalkStep): void {
    const walk = this.#target.walk(step);
    if (walk === undefined) {
      return;
    }
    this.#isTold = true;
    for (const record of step.records) {
      for (const arn of parentsIn(record)) {
        this.#listed(arn, walk, step.generation);
      }
    }
  }

  #listed(arn: string, walk: WalkTally, generation: number): void {
    const lists = this.#listedBy.get(arn);
    const before = lists?.find((listed) => listed.walk === walk);
    if (lists === undefined) {
      this.#listedBy.set(arn, [{ walk, generation }]);
    } else if (before === undefined) {
      lists.push({ walk, generation });
    } else {
      before.generation = Math.max(before.generation, generation);
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
    if (!this.#isTold) {
      return "unknown";
    }
    const lists = this.#listedBy.get(parentArn) ?? [];
    const root = this.#target.walk({ operation: parentOperation, parentArn: null });
    // Only one walk lists projects, so it may be asked for one that it never named. Which walk would list a version,
    // its ARN does not say.
    const candidates = root === undefined ? lists.map((listed) => listed.walk) : [root];
    const standings = candidates
      .filter((candidate) => candidate.operation === parentOperation)
      .map((candidate) => this.#ofListed(candidate, isInLastGeneration(candidate, lists)));
    if (standings.includes("there")) {
      return "there";
    }
    return standings.length === 0 || standings.includes("unknown") ? "unknown" : "gone";
  }

  #ofListed(list: WalkTally, isListed: boolean): Standing {
    const standing = this.of(list);
    if (standing !== "there") {
      return standing;
    }
    if (isListed) {
      return "there";
    }
    // What could not be read may be the parent.
    return list.outcome === "complete" && list.invalid === 0 ? "gone" : "unknown";
  }
}

interface Listed {
  readonly walk: WalkTally;
  generation: number;
}

function isInLastGeneration(walk: WalkTally, lists: readonly Listed[]): boolean {
  return lists.some((listed) => listed.walk === walk && listed.generation === walk.generation);
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
  GetMetricData: "DescribeProjectVersions",
};

function parentsIn(record: InventoryRecord): readonly string[] {
  if (record._tag === "Project") {
    return [record.arn, ...record.datasets.map(({ arn }) => arn)];
  }
  return record._tag === "Version" ? [record.arn] : [];
}
