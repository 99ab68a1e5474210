import type { DatasetSeed } from "../seed/dataset-seed.js";
import type { ProjectSeed } from "../seed/project-seed.js";

/**
 * Refuses a seed that no real project could have come from: a test on it would prove nothing.
 *
 * @throws TypeError that names the project and the member
 */
export function checkSeed(seed: ProjectSeed): void {
  const { name } = seed;
  if (typeof name !== "string" || !/^[a-zA-Z0-9_.-]{1,255}$/.test(name)) {
    throw new TypeError(
      `the project name ${JSON.stringify(name)} is not 1 to 255 characters of letters, digits, "_", "." and "-"`,
    );
  }
  const at = `project "${name}"`;
  checkTime(at, seed.createdAt);
  checkOneOf(at, "status", seed.status, ["CREATING", "CREATED", "DELETING"]);
  checkOneOf(at, "feature", seed.feature, ["CUSTOM_LABELS", "CONTENT_MODERATION"]);
  checkOneOf(at, "autoUpdate", seed.autoUpdate, ["ENABLED", "DISABLED"]);
  const types = new Set<string>();
  for (const dataset of seed.datasets ?? []) {
    checkDataset(at, dataset);
    if (types.has(dataset.type)) throw new TypeError(`${at} has two ${dataset.type} datasets; it can have one`);
    types.add(dataset.type);
  }
}

function checkDataset(project: string, seed: DatasetSeed): void {
  checkOneOf(project, "dataset type", seed.type, ["TRAIN", "TEST"]);
  const at = `${project}, dataset ${seed.type}`;
  checkTime(at, seed.createdAt);
  checkOneOf(at, "status", seed.status, [
    "CREATE_IN_PROGRESS",
    "CREATE_COMPLETE",
    "CREATE_FAILED",
    "UPDATE_IN_PROGRESS",
    "UPDATE_COMPLETE",
    "UPDATE_FAILED",
    "DELETE_IN_PROGRESS",
  ]);
  checkOneOf(at, "statusMessageCode", seed.statusMessageCode, ["SUCCESS", "SERVICE_ERROR", "CLIENT_ERROR"]);
}

/** A time is a whole, positive number of milliseconds: it becomes a part of the ARN. */
function checkTime(at: string, time: Date | number | undefined): void {
  if (time === undefined || (Number.isSafeInteger(time.valueOf()) && time.valueOf() >= 0)) return;
  throw new TypeError(`${at}: createdAt is ${String(time)}, not a valid Date or whole milliseconds since the epoch`);
}

function checkOneOf(at: string, member: string, value: string | undefined, allowed: readonly string[]): void {
  if (value === undefined || allowed.includes(value)) return;
  throw new TypeError(`${at}: ${member} is ${JSON.stringify(value)}, not one of ${allowed.join(", ")}`);
}
