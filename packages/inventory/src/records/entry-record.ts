/** A line of a dataset, as `ListDatasetEntries` gave it. */
export interface EntryRecord {
  readonly _tag: "Entry";
  readonly datasetArn: string;
  /** Where the image lies: `s3://bucket/key`. */
  readonly sourceRef: string;
  /** Label attributes of the line that are right. */
  readonly labels: number;
  /** Errors that the service found in it. */
  readonly errors: number;
  /** The line as it came. */
  readonly line: string;
}
