import type { ListDatasetEntriesCommandOutput } from "@aws-sdk/client-rekognition";
import { DatasetEntry, entryErrors, listDatasetEntries$ } from "@rekognition-rx/core";
import type { EntryRecord } from "../../records/entry-record.js";
import type { CrawledOperation } from "./crawled-operation.js";
import { listedOperation } from "./listed-operation.js";
import { readItems } from "./read-items.js";

export const listDatasetEntries: CrawledOperation = listedOperation<ListDatasetEntriesCommandOutput>({
  operation: "ListDatasetEntries",
  depths: ["entries"],
  parent: "dataset",
  list: ({ client, parentArn }, config) => listDatasetEntries$({ client, ...config }, { DatasetArn: parentArn }),
  read: ({ DatasetEntries: entries = [] }, datasetArn) =>
    readItems(entries, DatasetEntry, (entry, raw): EntryRecord => ({
      _tag: "Entry",
      datasetArn,
      sourceRef: entry["source-ref"],
      labels: entry.labels.length,
      errors: entryErrors(entry).length,
      line: String(raw),
    })),
});
