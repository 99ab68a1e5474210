import type { Operation } from "../crawl/operation.js";
import type { WalkStep } from "../crawl/step.js";
import type { InventoryRecord } from "../records/inventory-record.js";
import type { TargetTally } from "./target-tally.js";
import type { WalkTally } from "./walk-tally.js";

/**
 * Whether the thing that a walk asks about is still there. It is the parent of the walk.
 *
 * - `there`: the parent is in the last generation of the walk that lists it, or the walk needs none.
 * - `gone`: the service said so; or the last generation is complete, and the parent is not in it; or the walk that
 *   lists the parent asks about something that is gone.
 * - `unknown`: the parent was seen in an earlier generation, and the last one did not come to its end, or has records
 *   that could not be read. Then it proves nothing that the parent is not in it.
 */
export type Standing = "gone" | "there" | "unknown";

/**
 * The standing of each walk of a target.
 *
 * Its memory grows with the parents that are listed.
 */
export class Standings {
  readonly #target: TargetTally;
  /** Whether any step was added. None is added in a run that asks for projects alone. */
  #isTold = false;
  /** For each parent: the walks that have listed it, and in which generation they did so last. */
  readonly #listedBy = new Map<string, Listed[]>();
  readonly #known = new Map<WalkTally, Standing>();

  constructor(target: TargetTally) {
    this.#target = target;
  }

  /**
   * Adds the parents that a step lists. Every step of the target has to be added, here and to its tally, before
   * {@link of} is called.
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
    // The service itself has said so.
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
    // Only one walk lists projects. So it can be asked for a project that it never named. The ARN of a version does not
    // say which walk would list it.
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
    // A record that could not be read may be the parent.
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

/** Which operation lists the things that an operation asks about. */
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
