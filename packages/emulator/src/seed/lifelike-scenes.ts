import type { DatasetStatus, DatasetType, StatusMessageCode } from "./dataset-seed.js";
import type { AutoUpdate, Feature, ProjectStatus } from "./project-seed.js";
import type { Random } from "./random.js";

/** The state of a project, before it has a name and a time. */
export interface Scene {
  readonly feature: Feature;
  readonly status: ProjectStatus;
  readonly autoUpdate: AutoUpdate | undefined;
  readonly datasets: readonly DatasetScene[];
}

interface DatasetScene {
  readonly type: DatasetType;
  readonly status: DatasetStatus;
  readonly code: StatusMessageCode;
}

/**
 * The states of `count` projects, oldest first: those that there must be, as far as `count` allows, and others by chance.
 *
 * Projects that are being created come last, since a project is in that state for minutes only.
 */
export function lifelikeScenes(source: Random, count: number): readonly Scene[] {
  const certain = CERTAIN_SCENES.slice(0, count);
  const byChance = Array.from({ length: count - certain.length }, () => chanceScene(source));
  const scenes = source.shuffle([...certain, ...byChance]);
  return [
    ...scenes.filter(({ status }) => status !== "CREATING"),
    ...scenes.filter(({ status }) => status === "CREATING"),
  ];
}

function customLabels(status: ProjectStatus, ...datasets: readonly DatasetScene[]): Scene {
  return { feature: "CUSTOM_LABELS", status, autoUpdate: undefined, datasets };
}

function contentModeration(autoUpdate: AutoUpdate, status: ProjectStatus, ...datasets: readonly DatasetScene[]): Scene {
  return { feature: "CONTENT_MODERATION", status, autoUpdate, datasets };
}

function train(status: DatasetStatus, code: StatusMessageCode = "SUCCESS"): DatasetScene {
  return { type: "TRAIN", status, code };
}

function test(status: DatasetStatus, code: StatusMessageCode = "SUCCESS"): DatasetScene {
  return { type: "TEST", status, code };
}

/** The states that occur in every account of 20 projects or more. */
const CERTAIN_SCENES: readonly Scene[] = [
  customLabels("CREATED", train("CREATE_COMPLETE"), test("CREATE_COMPLETE")),
  customLabels("CREATED"),
  customLabels("CREATED", train("CREATE_COMPLETE")),
  customLabels("CREATED", test("CREATE_COMPLETE")),
  customLabels("CREATED", train("CREATE_FAILED", "CLIENT_ERROR")),
  customLabels("CREATED", train("CREATE_COMPLETE"), test("CREATE_FAILED", "SERVICE_ERROR")),
  customLabels("CREATED", train("UPDATE_FAILED", "CLIENT_ERROR"), test("UPDATE_COMPLETE")),
  customLabels("CREATED", train("UPDATE_FAILED", "SERVICE_ERROR")),
  customLabels("CREATED", train("CREATE_IN_PROGRESS")),
  customLabels("CREATED", train("UPDATE_IN_PROGRESS"), test("CREATE_COMPLETE")),
  customLabels("CREATED", train("CREATE_COMPLETE"), test("DELETE_IN_PROGRESS")),
  customLabels("CREATING"),
  customLabels("DELETING", train("DELETE_IN_PROGRESS"), test("DELETE_IN_PROGRESS")),
  contentModeration("ENABLED", "CREATED", train("CREATE_COMPLETE"), test("CREATE_COMPLETE")),
  contentModeration("DISABLED", "CREATED"),
  contentModeration("ENABLED", "CREATED", train("UPDATE_COMPLETE")),
  contentModeration("DISABLED", "CREATED", test("CREATE_COMPLETE")),
  contentModeration("ENABLED", "CREATED", train("CREATE_FAILED", "CLIENT_ERROR")),
  contentModeration("DISABLED", "CREATING"),
  contentModeration("ENABLED", "DELETING", train("DELETE_IN_PROGRESS")),
];

function chanceScene(source: Random): Scene {
  const moderation = source.next() < 1 / 7;
  const status = weighted(source, PROJECT_STATUSES);
  const datasets = status === "CREATING" ? [] : chanceDatasets(source, status);
  return moderation
    ? contentModeration(source.pick(["ENABLED", "DISABLED"]), status, ...datasets)
    : customLabels(status, ...datasets);
}

function chanceDatasets(source: Random, project: ProjectStatus): readonly DatasetScene[] {
  return weighted(source, DATASET_TYPES).map((type): DatasetScene => {
    if (project === "DELETING") {
      return { type, status: "DELETE_IN_PROGRESS", code: "SUCCESS" };
    }
    const status = weighted(source, DATASET_STATUSES);
    const failed = status.endsWith("_FAILED");
    return { type, status, code: failed ? weighted(source, FAILURE_CODES) : "SUCCESS" };
  });
}

/** A list of values, each with its share in per cent. */
type Weights<A> = readonly [readonly [number, A], ...(readonly (readonly [number, A])[])];

function weighted<A>(source: Random, weights: Weights<A>): A {
  let left = source.next() * 100;
  for (const [weight, value] of weights) {
    left -= weight;
    if (left < 0) {
      return value;
    }
  }
  return weights[0][1];
}

const PROJECT_STATUSES: Weights<ProjectStatus> = [
  [96, "CREATED"],
  [2, "CREATING"],
  [2, "DELETING"],
];

const DATASET_TYPES: Weights<readonly DatasetType[]> = [
  [62, ["TRAIN", "TEST"]],
  [18, ["TRAIN"]],
  [5, ["TEST"]],
  [15, []],
];

const DATASET_STATUSES: Weights<DatasetStatus> = [
  [58, "CREATE_COMPLETE"],
  [26, "UPDATE_COMPLETE"],
  [6, "CREATE_FAILED"],
  [4, "UPDATE_FAILED"],
  [2, "CREATE_IN_PROGRESS"],
  [3, "UPDATE_IN_PROGRESS"],
  [1, "DELETE_IN_PROGRESS"],
];

const FAILURE_CODES: Weights<StatusMessageCode> = [
  [85, "CLIENT_ERROR"],
  [15, "SERVICE_ERROR"],
];
