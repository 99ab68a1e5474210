import { copyProjectVersion } from "./copy-project-version.js";
import { createDataset } from "./create-dataset.js";
import { createProject } from "./create-project.js";
import { createProjectVersion } from "./create-project-version.js";
import { deleteDataset } from "./delete-dataset.js";
import { deleteProject } from "./delete-project.js";
import { deleteProjectPolicy } from "./delete-project-policy.js";
import { deleteProjectVersion } from "./delete-project-version.js";
import { describeDataset } from "./describe-dataset.js";
import { describeProjectVersions } from "./describe-project-versions.js";
import { describeProjects } from "./describe-projects.js";
import { detectCustomLabels } from "./detect-custom-labels.js";
import { distributeDatasetEntries } from "./distribute-dataset-entries.js";
import { listDatasetEntries } from "./list-dataset-entries.js";
import { listDatasetLabels } from "./list-dataset-labels.js";
import { listProjectPolicies } from "./list-project-policies.js";
import { listTagsForResource } from "./list-tags-for-resource.js";
import { putProjectPolicy } from "./put-project-policy.js";
import { startProjectVersion } from "./start-project-version.js";
import { stopProjectVersion } from "./stop-project-version.js";
import { tagResource } from "./tag-resource.js";
import { untagResource } from "./untag-resource.js";
import { updateDatasetEntries } from "./update-dataset-entries.js";
import type { Operation } from "./operation.js";

/** The operations of Rekognition that the emulator answers, by their AWS names. */
export const operations: ReadonlyMap<string, Operation> = new Map([
  ["DescribeProjects", describeProjects],
  ["DescribeProjectVersions", describeProjectVersions],
  ["DescribeDataset", describeDataset],
  ["ListDatasetEntries", listDatasetEntries],
  ["ListDatasetLabels", listDatasetLabels],
  ["ListProjectPolicies", listProjectPolicies],
  ["ListTagsForResource", listTagsForResource],
  ["CreateProject", createProject],
  ["DeleteProject", deleteProject],
  ["CreateDataset", createDataset],
  ["UpdateDatasetEntries", updateDatasetEntries],
  ["DistributeDatasetEntries", distributeDatasetEntries],
  ["DeleteDataset", deleteDataset],
  ["CreateProjectVersion", createProjectVersion],
  ["CopyProjectVersion", copyProjectVersion],
  ["DeleteProjectVersion", deleteProjectVersion],
  ["StartProjectVersion", startProjectVersion],
  ["StopProjectVersion", stopProjectVersion],
  ["DetectCustomLabels", detectCustomLabels],
  ["PutProjectPolicy", putProjectPolicy],
  ["DeleteProjectPolicy", deleteProjectPolicy],
  ["TagResource", tagResource],
  ["UntagResource", untagResource],
]);
