/** The operations that a crawl may ask for. */
export type Operation =
  | "DescribeDataset"
  | "DescribeProjects"
  | "DescribeProjectVersions"
  | "GetMetricData"
  | "ListDatasetEntries"
  | "ListDatasetLabels"
  | "ListProjectPolicies"
  | "ListTagsForResource";
