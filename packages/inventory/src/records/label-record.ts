/** A label of a dataset, as `ListDatasetLabels` described it. */
export interface LabelRecord {
  readonly _tag: "Label";
  readonly datasetArn: string;
  readonly name: string;
  /** Images that have it. */
  readonly entryCount: number | null;
  readonly boundingBoxCount: number | null;
}
