/** A label of a dataset, as `ListDatasetLabels` described it. */
export interface LabelRecord {
  readonly _tag: "Label";
  readonly datasetArn: string;
  readonly name: string;
  /** How many images have the label. */
  readonly entryCount: number | null;
  /** How many bounding boxes have the label. */
  readonly boundingBoxCount: number | null;
}
