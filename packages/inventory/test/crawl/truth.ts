import {
  DescribeDatasetCommand,
  ListTagsForResourceCommand,
  paginateDescribeProjects,
  paginateDescribeProjectVersions,
  paginateListDatasetEntries,
  paginateListDatasetLabels,
  paginateListProjectPolicies,
  type RekognitionClient,
} from "@aws-sdk/client-rekognition";
import type { AccountSeed } from "@rekognition-rx/emulator";
import { HOUR, NOW } from "./organization.js";

/** What a place holds, by walk (`OPERATION PARENT`): the keys of its records, as the SDK's own paginators list them. */
export type Truth = ReadonlyMap<string, readonly string[]>;

/**
 * Asked in fine weather; what CloudWatch has to say is taken from the seed, which is no reading of the metric. A dataset that is not ready has neither labels nor entries: those walks are left
 * out.
 */
export async function truthOf(client: RekognitionClient, account: AccountSeed | undefined): Promise<Truth> {
  const truth = new Map<string, string[]>();
  const projects: string[] = [];
  truth.set("DescribeProjects ", projects);
  const all = { Features: ["CUSTOM_LABELS" as const, "CONTENT_MODERATION" as const] };
  for await (const page of paginateDescribeProjects({ client }, all)) {
    for (const { ProjectArn = "", Datasets = [] } of page.ProjectDescriptions ?? []) {
      projects.push(ProjectArn);
      await addProject(client, truth, ProjectArn, account);
      for (const { DatasetArn = "", Status } of Datasets) {
        await addDataset(client, truth, DatasetArn, Status === "CREATE_COMPLETE");
      }
    }
  }
  return truth;
}

async function addProject(
  client: RekognitionClient,
  truth: Map<string, string[]>,
  arn: string,
  account: AccountSeed | undefined,
): Promise<void> {
  const versions: string[] = [];
  truth.set(`DescribeProjectVersions ${arn}`, versions);
  for await (const page of paginateDescribeProjectVersions({ client }, { ProjectArn: arn })) {
    for (const { ProjectVersionArn = "", Status = "" } of page.ProjectVersionDescriptions ?? []) {
      versions.push(ProjectVersionArn);
      if (["RUNNING", "STARTING", "STOPPING"].includes(Status)) {
        truth.set(`GetMetricData ${ProjectVersionArn}`, [usageOf(ProjectVersionArn, account)]);
      }
      const { Tags = {} } = await client.send(new ListTagsForResourceCommand({ ResourceArn: ProjectVersionArn }));
      truth.set(
        `ListTagsForResource ${ProjectVersionArn}`,
        Object.entries(Tags).map(([key, value]) => `${key}=${value}`),
      );
    }
  }
  const policies: string[] = [];
  truth.set(`ListProjectPolicies ${arn}`, policies);
  for await (const page of paginateListProjectPolicies({ client }, { ProjectArn: arn })) {
    policies.push(...(page.ProjectPolicies ?? []).map(({ PolicyName = "" }) => PolicyName));
  }
}

/** It runs since the last beginning of its service: whole hours, as CloudWatch has them. */
function usageOf(arn: string, account: AccountSeed | undefined): string {
  const [, projectName, , versionName] = arn.split("/");
  const project = account?.projects.find(({ name }) => name === projectName);
  const served = project?.versions?.find(({ name }) => name === versionName)?.served?.at(-1);
  if (served === undefined) {
    return "null since null, null in all";
  }
  const since = Math.floor(served.from.valueOf() / HOUR) * HOUR;
  const units = served.units ?? 1;
  return `${units} since ${new Date(since).toISOString()}, ${(units * (NOW - since)) / HOUR} in all`;
}

async function addDataset(
  client: RekognitionClient,
  truth: Map<string, string[]>,
  arn: string,
  isReady: boolean,
): Promise<void> {
  const { DatasetDescription } = await client.send(new DescribeDatasetCommand({ DatasetArn: arn }));
  truth.set(`DescribeDataset ${arn}`, [String(DatasetDescription?.DatasetStats?.TotalEntries ?? null)]);
  if (!isReady) {
    return;
  }
  const labels: string[] = [];
  truth.set(`ListDatasetLabels ${arn}`, labels);
  for await (const page of paginateListDatasetLabels({ client }, { DatasetArn: arn })) {
    labels.push(...(page.DatasetLabelDescriptions ?? []).map(({ LabelName = "" }) => LabelName));
  }
  const entries: string[] = [];
  truth.set(`ListDatasetEntries ${arn}`, entries);
  for await (const page of paginateListDatasetEntries({ client }, { DatasetArn: arn })) {
    entries.push(...(page.DatasetEntries ?? []));
  }
}
