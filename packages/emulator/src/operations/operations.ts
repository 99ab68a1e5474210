import { describeDataset } from "./describe-dataset.js";
import { describeProjectVersions } from "./describe-project-versions.js";
import { describeProjects } from "./describe-projects.js";
import { listDatasetEntries } from "./list-dataset-entries.js";
import { listDatasetLabels } from "./list-dataset-labels.js";
import { listProjectPolicies } from "./list-project-policies.js";
import { listTagsForResource } from "./list-tags-for-resource.js";
import type { Operation } from "./operation.js";

/** What the emulator answers, by the name AWS has for it. */
export const operations: ReadonlyMap<string, Operation> = new Map([
  ["DescribeProjects", describeProjects],
  ["DescribeProjectVersions", describeProjectVersions],
  ["DescribeDataset", describeDataset],
  ["ListDatasetEntries", listDatasetEntries],
  ["ListDatasetLabels", listDatasetLabels],
  ["ListProjectPolicies", listProjectPolicies],
  ["ListTagsForResource", listTagsForResource],
]);
