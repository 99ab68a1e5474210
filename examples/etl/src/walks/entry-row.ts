import { type DatasetEntry, entryErrors, type LabelAttribute } from "@rekognition-rx/core";
import { storedJson } from "../warehouse/stored-text.js";

/** An image of a dataset. */
export interface EntryRow {
  readonly dataset_arn: string;
  readonly source_ref: string;
  /** JSON: the names of its labels, each once. */
  readonly labels: string;
  /** JSON: what the service found wrong with its labels. */
  readonly errors: string;
  /** The whole line, as it came. */
  readonly line: string;
}

export function entryRow(datasetArn: string, entry: DatasetEntry, line: string): EntryRow {
  return {
    dataset_arn: datasetArn,
    source_ref: entry["source-ref"],
    labels: storedJson([...new Set(entry.labels.flatMap(namesOf))]),
    errors: storedJson(entryErrors(entry)),
    line,
  };
}

function namesOf(label: LabelAttribute): readonly string[] {
  switch (label.type) {
    case "groundtruth/image-classification":
      return [label.metadata["class-name"]];
    case "groundtruth/image-classification-multilabel":
      return label.value.flatMap((number) => label.metadata["class-map"][number] ?? []);
    case "groundtruth/object-detection":
      return label.value.annotations.flatMap(({ class_id: number }) => label.metadata["class-map"][number] ?? []);
  }
}
