import { firstViolation } from "./first-violation.js";
import { ManifestFile } from "./manifest-file.js";
import type { ProjectSeed } from "./project-seed.js";
import { seedSchema } from "./seed-schema.js";

/**
 * Refuses a seed that no real project could match: a test with it would prove nothing.
 *
 * @throws TypeError that names the project and the member
 */
export function checkProjectSeed(seed: ProjectSeed): void {
  const at = `project ${JSON.stringify(seed.name)}`;
  const { $defs = {} } = seedSchema();
  const violation = firstViolation({ $ref: "#/$defs/project", $defs }, written(seed));
  if (violation !== undefined) {
    throw new TypeError(`${at}: ${violation.path} ${violation.problem}`);
  }
  // The rules that a schema cannot express.
  const { datasets = [], versions = [], policies = [] } = seed;
  checkDiffer(
    datasets,
    ({ type }) => type,
    (type) => `${at} has two ${type} datasets; it can have one`,
  );
  checkDiffer(
    versions,
    ({ name }) => name,
    (name) => `${at} has two versions named "${name}"`,
  );
  checkDiffer(
    policies,
    ({ name }) => name,
    (name) => `${at} has two policies named "${name}"`,
  );
  for (const { name, document } of policies) {
    if (JSON.stringify(document).length > LONGEST_DOCUMENT && typeof document !== "string") {
      throw new TypeError(`${at}, policy "${name}": the document has more than ${LONGEST_DOCUMENT} characters as JSON`);
    }
  }
}

function checkDiffer<A>(items: readonly A[], keyOf: (item: A) => string, problem: (key: string) => string): void {
  const seen = new Set<string>();
  for (const key of items.map(keyOf)) {
    if (seen.has(key)) {
      throw new TypeError(problem(key));
    }
    seen.add(key);
  }
}

/** A seed as JSON for the check: times are numbers, and entries are an empty list if they exist already, otherwise left out. */
function written(value: unknown): unknown {
  if (value instanceof Date) {
    return value.valueOf();
  }
  if (Array.isArray(value)) {
    return value.map(written);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, member]) => member !== undefined && !(name === "entries" && !isWrittenDown(member)))
      // Entries are not copied: there may be a million, and each is checked as it is read.
      .map(([name, member]) => [name, name === "entries" ? [] : written(member)]),
  );
}

/** Whether the entries exist already, so that they are checked now. Entries that are made on demand are checked later. */
export function isWrittenDown(entries: unknown): boolean {
  return Array.isArray(entries) ? entries.length > 0 : entries instanceof ManifestFile;
}

const LONGEST_DOCUMENT = 2_000;
