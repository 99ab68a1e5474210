import type { DatasetSeed } from "../seed/dataset-seed.js";
import type { PolicySeed } from "../seed/policy-seed.js";
import type { ProjectSeed } from "../seed/project-seed.js";
import type { VersionSeed } from "../seed/version-seed.js";

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
  checkEach(at, "version", seed.versions ?? [], (where, version) => checkVersion(where, version));
  checkEach(at, "policy", seed.policies ?? [], (where, policy) => checkPolicy(where, policy));
}

/** Items with names, no two the same. */
function checkEach<A extends { readonly name: string }>(
  project: string,
  kind: string,
  seeds: readonly A[],
  check: (at: string, seed: A) => void,
): void {
  const names = new Set<string>();
  const maxLength = kind === "policy" ? 128 : 255;
  for (const seed of seeds) {
    const { name } = seed;
    if (typeof name !== "string" || name.length > maxLength || !/^[a-zA-Z0-9_.-]+$/.test(name)) {
      throw new TypeError(
        `${project}: the ${kind} name ${JSON.stringify(name)} is not 1 to ${maxLength} characters of letters, digits, ` +
          `"_", "." and "-"`,
      );
    }
    if (names.has(name)) throw new TypeError(`${project} has two ${plurals[kind] ?? kind} named "${name}"`);
    names.add(name);
    check(`${project}, ${kind} "${name}"`, seed);
  }
}

const plurals: Readonly<Record<string, string>> = { version: "versions", policy: "policies" };

function checkVersion(at: string, seed: VersionSeed): void {
  checkTime(at, seed.createdAt);
  checkOneOf(at, "status", seed.status, versionStatuses);
  checkNumber(at, "minInferenceUnits", seed.minInferenceUnits, 1, Number.MAX_SAFE_INTEGER);
  checkNumber(at, "maxInferenceUnits", seed.maxInferenceUnits, 1, Number.MAX_SAFE_INTEGER);
  checkNumber(at, "trainingSeconds", seed.trainingSeconds, 0, Number.MAX_SAFE_INTEGER);
  checkNumber(at, "f1Score", seed.f1Score, 0, 1);
  checkNumber(at, "confidenceThreshold", seed.confidenceThreshold, 0, 100);
}

function checkPolicy(at: string, seed: PolicySeed): void {
  checkTime(at, seed.createdAt);
  checkTime(at, seed.updatedAt, "updatedAt");
  const { document, revisionId } = seed;
  const text = typeof document === "string" ? document : JSON.stringify(document);
  if (typeof text !== "string" || text.length === 0 || text.length > 2_000) {
    throw new TypeError(`${at}: the document is not JSON of 1 to 2000 characters`);
  }
  if (revisionId !== undefined && !/^[0-9A-Fa-f]{1,64}$/.test(revisionId)) {
    throw new TypeError(`${at}: revisionId is ${JSON.stringify(revisionId)}, not 1 to 64 hexadecimal digits`);
  }
}

function checkNumber(at: string, member: string, value: number | undefined, min: number, max: number): void {
  if (value === undefined || (Number.isFinite(value) && value >= min && value <= max)) return;
  throw new TypeError(`${at}: ${member} is ${String(value)}, not a number from ${min} to ${max}`);
}

const versionStatuses = [
  "TRAINING_IN_PROGRESS",
  "TRAINING_COMPLETED",
  "TRAINING_FAILED",
  "STARTING",
  "RUNNING",
  "FAILED",
  "STOPPING",
  "STOPPED",
  "DELETING",
  "COPYING_IN_PROGRESS",
  "COPYING_COMPLETED",
  "COPYING_FAILED",
  "DEPRECATED",
  "EXPIRED",
];

function checkDataset(project: string, seed: DatasetSeed): void {
  checkOneOf(project, "dataset type", seed.type, ["TRAIN", "TEST"]);
  const at = `${project}, dataset ${seed.type}`;
  checkTime(at, seed.createdAt);
  checkTime(at, seed.updatedAt, "updatedAt");
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
function checkTime(at: string, time: Date | number | undefined, member = "createdAt"): void {
  if (time === undefined || (Number.isSafeInteger(time.valueOf()) && time.valueOf() >= 0)) return;
  throw new TypeError(`${at}: ${member} is ${String(time)}, not a valid Date or whole milliseconds since the epoch`);
}

function checkOneOf(at: string, member: string, value: string | undefined, allowed: readonly string[]): void {
  if (value === undefined || allowed.includes(value)) return;
  throw new TypeError(`${at}: ${member} is ${JSON.stringify(value)}, not one of ${allowed.join(", ")}`);
}
