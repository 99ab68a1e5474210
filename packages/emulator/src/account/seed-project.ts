import type { ProjectSeed } from "../seed/project-seed.js";
import type { VersionSeed } from "../seed/version-seed.js";
import { checkProjectSeed, isWrittenDown } from "../seed/check-project-seed.js";
import { statusMessageCodeOf, statusMessageOf, VERSION_MESSAGES } from "../seed/status-messages.js";
import { datasetEntries } from "./dataset.js";
import type { AccountRegion } from "./account-region.js";
import { consoleBucket } from "./console-bucket.js";
import { Project } from "./project.js";
import { projectPolicy } from "./project-policy.js";
import { ProjectVersion } from "./project-version.js";

/** Makes the projects of an account and region from their seeds. @throws TypeError that names the project and the member */
export function seedProjects(seeds: readonly ProjectSeed[], here: AccountRegion): readonly Project[] {
  return seeds.map((seed, index) => seedProject(seed, here, SEED_START + index * MINUTE));
}

/**
 * Makes a project from its seed.
 *
 * @param createdMs the creation time, if the seed has none
 * @throws TypeError that names the project and the member, when the service could not hold such a project
 */
export function seedProject(seed: ProjectSeed, here: AccountRegion, createdMs: number): Project {
  checkProjectSeed(seed);
  const created = seed.createdAt?.valueOf() ?? createdMs;
  const feature = seed.feature ?? "CUSTOM_LABELS";
  const project = new Project(here, {
    name: seed.name,
    createdMs: created,
    status: seed.status ?? "CREATED",
    feature,
    autoUpdate: seed.autoUpdate,
  });
  if (seed.tags !== undefined) {
    project.tags = new Map(Object.entries(seed.tags));
  }
  for (const each of seed.datasets ?? []) {
    const datasetMs = each.createdAt?.valueOf() ?? created + (each.type === "TRAIN" ? MINUTE : 2 * MINUTE);
    const at = `project "${seed.name}", dataset ${each.type}`;
    const { status = "CREATE_COMPLETE", entries = [] } = each;
    const { statusMessageCode = statusMessageCodeOf(status) } = each;
    const { statusMessage = statusMessageOf(status, statusMessageCode) } = each;
    const dataset = project.addDataset({
      type: each.type,
      createdMs: datasetMs,
      updatedMs: each.updatedAt?.valueOf() ?? datasetMs,
      state: { status, statusMessage, statusMessageCode },
      // Entries that exist already are checked now.
      entries: isWrittenDown(entries) ? datasetEntries(entries, at) : entries,
    });
    if (each.tags !== undefined) {
      dataset.tags = new Map(Object.entries(each.tags));
    }
  }
  for (const [index, each] of (seed.versions ?? []).entries()) {
    project.versions.add(seedVersion(each, project, here, created + (index + 1) * 60 * MINUTE));
  }
  for (const [index, each] of (seed.policies ?? []).entries()) {
    const policyMs = each.createdAt?.valueOf() ?? created + (index + 1) * MINUTE;
    const document = typeof each.document === "string" ? each.document : JSON.stringify(each.document);
    const updatedMs = each.updatedAt?.valueOf() ?? policyMs;
    project.policies.add(
      projectPolicy({ name: each.name, document, revisionId: each.revisionId, createdMs: policyMs, updatedMs }),
    );
  }
  return project;
}

function seedVersion(seed: VersionSeed, project: Project, here: AccountRegion, defaultMs: number): ProjectVersion {
  const createdMs = seed.createdAt?.valueOf() ?? defaultMs;
  const { bucket, prefix = "" } = seed.outputConfig ?? { bucket: consoleBucket(here), prefix: "output/" };
  const { status = "TRAINING_COMPLETED" } = seed;
  const version = new ProjectVersion(
    {
      name: seed.name,
      projectName: project.name,
      arn: project.versionArn(seed.name, createdMs),
      createdMs,
      feature: project.feature,
      outputConfig: { bucket, prefix },
      kmsKeyId: seed.kmsKeyId,
      description: seed.description,
      sourceVersionArn: seed.sourceVersionArn,
      baseModelVersion: seed.baseModelVersion,
      confidenceThreshold: seed.confidenceThreshold,
      training: {},
      testing: { AutoCreate: false },
      labels: seed.labels?.map((label) =>
        typeof label === "string"
          ? { name: label, isBoxed: false }
          : { name: label.name, isBoxed: label.boxed === true },
      ),
    },
    status,
  );
  version.statusMessage = seed.statusMessage ?? VERSION_MESSAGES[status];
  version.minInferenceUnits = seed.minInferenceUnits ?? (version.isRunning || status === "STOPPING" ? 1 : undefined);
  version.maxInferenceUnits = seed.maxInferenceUnits;
  // A version that is being deleted was trained if its seed has an F1 score; otherwise its training may have failed.
  const isUntrained = UNTRAINED.has(status) || (status === "DELETING" && seed.f1Score === undefined);
  if (status === "TRAINING_FAILED" || (status === "DELETING" && isUntrained && seed.trainingSeconds !== undefined)) {
    version.failure = { endMs: createdMs + (seed.trainingSeconds ?? 3_600) * 1_000, isValidated: true };
  }
  if (!isUntrained) {
    const billableSeconds = seed.trainingSeconds ?? 3_600;
    version.result = { endMs: createdMs + billableSeconds * 1_000, billableSeconds, f1Score: seed.f1Score ?? 0.9 };
  }
  if (seed.served !== undefined) {
    version.served = seed.served.map(({ from, until, units }) => ({
      fromMs: from.valueOf(),
      untilMs: until?.valueOf(),
      units: units ?? version.minInferenceUnits ?? 1,
    }));
  } else if (status === "RUNNING") {
    version.beginService(version.result?.endMs ?? createdMs);
  }
  if (seed.tags !== undefined) {
    version.tags = new Map(Object.entries(seed.tags));
  }
  return version;
}

const UNTRAINED: ReadonlySet<string> = new Set([
  "TRAINING_IN_PROGRESS",
  "TRAINING_FAILED",
  "COPYING_IN_PROGRESS",
  "COPYING_FAILED",
]);

const MINUTE = 60_000;

/** The creation time of the first project in a seed without times. */
const SEED_START = Date.UTC(2026, 0, 1);
