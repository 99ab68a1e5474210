/** The operations that a crawl may ask for. */
export type Operation = (typeof OPERATIONS)[number];

export const OPERATIONS = [
  "DescribeProjects",
  "DescribeProjectVersions",
  "ListProjectPolicies",
  "DescribeDataset",
  "ListDatasetLabels",
  "ListDatasetEntries",
  "ListTagsForResource",
] as const;
