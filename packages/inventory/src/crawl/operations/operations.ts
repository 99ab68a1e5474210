import type { Operation } from "../operation.js";
import type { CrawledOperation } from "./crawled-operation.js";
import { describeDataset } from "./describe-dataset.js";
import { describeProjectVersions } from "./describe-project-versions.js";
import { describeProjects } from "./describe-projects.js";
import { getMetricData } from "./get-metric-data.js";
import { listDatasetEntries } from "./list-dataset-entries.js";
import { listDatasetLabels } from "./list-dataset-labels.js";
import { listProjectPolicies } from "./list-project-policies.js";
import { listTagsForResource } from "./list-tags-for-resource.js";

/** Each operation of a crawl, by its name. One that lists parents comes before those that ask about them. */
export const crawledOperations: Readonly<Record<Operation, CrawledOperation>> = {
  DescribeProjects: describeProjects,
  DescribeProjectVersions: describeProjectVersions,
  ListProjectPolicies: listProjectPolicies,
  DescribeDataset: describeDataset,
  ListDatasetLabels: listDatasetLabels,
  ListDatasetEntries: listDatasetEntries,
  ListTagsForResource: listTagsForResource,
  GetMetricData: getMetricData,
};
