/** What `DescribeDataset` adds to a dataset. */
export interface DatasetStatistics {
  readonly _tag: "DatasetStatistics";
  readonly datasetArn: string;
  readonly lastUpdatedTimestamp: string | null;
  readonly totalEntries: number | null;
  readonly labeledEntries: number | null;
  readonly totalLabels: number | null;
  readonly errorEntries: number | null;
}
