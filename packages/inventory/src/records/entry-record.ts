/** A line of a dataset, as `ListDatasetEntries` gave it. */
export interface EntryRecord {
  readonly _tag: "Entry";
  readonly datasetArn: string;
  /** Where the image is: `s3://bucket/key`. */
  readonly sourceRef: string;
  /** How many label attributes of the line are valid. */
  readonly labels: number;
  /** How many errors the service found in the line. */
  readonly errors: number;
  /** The line as it came. */
  readonly line: string;
}
