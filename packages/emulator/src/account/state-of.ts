import type { JsonObject } from "../wire/json-object.js";
import type { DenialSeed } from "../seed/denial-seed.js";
import type { Organization } from "./organization.js";
import type { Dataset } from "./dataset.js";
import type { Project } from "./project.js";
import type { ProjectPolicy } from "./project-policy.js";
import type { ProjectVersion } from "./project-version.js";
import type { Accounts } from "./accounts.js";

/**
 * Everything that the emulator holds, in the form of a seed.
 *
 * @param entries whether datasets have their entries, so that the state can be a seed again, or only their number
 */
export function stateOf(
  {
    accounts,
    organization,
    denials,
  }: {
    readonly accounts: Accounts;
    readonly organization: Organization | undefined;
    readonly denials: readonly DenialSeed[];
  },
  entries: boolean,
): JsonObject {
  return {
    ...(organization === undefined ? {} : { organization: organizationSeed(organization) }),
    ...(denials.length === 0 ? {} : { denied: denials }),
    accounts: accounts.all().map(({ here, projects }) => ({
      accountId: here.accountId,
      region: here.region,
      projects: projects.all().map((project) => projectSeed(project, entries)),
    })),
  };
}

function organizationSeed({ id, managementAccountId, accounts }: Organization): JsonObject {
  return {
    id,
    managementAccountId,
    accounts: accounts.all().map(({ accountId, name, email, state, joinedAt, roles }) => {
      return { accountId, name, email, state, joinedAt: joinedAt?.valueOf(), roles };
    }),
  };
}

function projectSeed(project: Project, entries: boolean): JsonObject {
  return {
    name: project.name,
    createdAt: project.createdMs,
    status: project.status,
    feature: project.feature,
    autoUpdate: project.autoUpdate,
    datasets: project.datasets.map((dataset) => datasetSeed(dataset, entries)),
    versions: project.versions.all().map(versionSeed),
    policies: project.policies.all().map(policySeed),
    tags: Object.fromEntries(project.tags),
  };
}

function datasetSeed(dataset: Dataset, entries: boolean): JsonObject {
  return {
    type: dataset.type,
    createdAt: dataset.createdMs,
    updatedAt: dataset.updatedMs,
    ...dataset.state,
    ...(entries ? { entries: dataset.entries.lines() } : { entryCount: dataset.entries.size }),
    tags: Object.fromEntries(dataset.tags),
  };
}

function versionSeed(version: ProjectVersion): JsonObject {
  const { fields, result, failure } = version;
  return {
    name: version.name,
    createdAt: fields.createdMs,
    status: version.status,
    statusMessage: version.statusMessage,
    minInferenceUnits: version.minInferenceUnits,
    maxInferenceUnits: version.maxInferenceUnits,
    outputConfig: fields.outputConfig,
    trainingSeconds: failure === undefined ? result?.billableSeconds : (failure.endMs - fields.createdMs) / 1_000,
    f1Score: result?.f1Score,
    labels: fields.labels?.map(({ name, isBoxed }) => (isBoxed ? { name, boxed: true } : name)),
    served: version.served.map(({ fromMs, untilMs, units }) => ({ from: fromMs, until: untilMs, units })),
    kmsKeyId: fields.kmsKeyId,
    description: fields.description,
    sourceVersionArn: fields.sourceVersionArn,
    baseModelVersion: fields.baseModelVersion,
    confidenceThreshold: fields.confidenceThreshold,
    tags: Object.fromEntries(version.tags),
  };
}

function policySeed(policy: ProjectPolicy): JsonObject {
  return {
    name: policy.name,
    document: policy.document,
    revisionId: policy.revisionId,
    createdAt: policy.createdMs,
    updatedAt: policy.updatedMs,
  };
}
