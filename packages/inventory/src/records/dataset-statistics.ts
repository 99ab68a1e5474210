/** What `DescribeDataset` adds to a dataset. A value that was not given is `null`. */
export interface DatasetStatistics {
  readonly _tag: "DatasetStatistics";
  readonly datasetArn: string;
  /** ISO 8601 in UTC; `null` if it was not given. */
  readonly lastUpdatedTimestamp: string | null;
  /** How many images it has. */
  readonly totalEntries: number | null;
  /** How many of its images have a label. */
  readonly labeledEntries: number | null;
  /** How many different labels it has. */
  readonly totalLabels: number | null;
  /** How many of its images have an error. */
  readonly errorEntries: number | null;
}
