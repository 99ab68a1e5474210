import { type DatasetEntry, datasetEntry } from "./dataset-entry.js";

/** The entries of a manifest's lines, or why the manifest is no good. */
export function readEntries(
  lines: Iterable<string>,
): { readonly entries: readonly DatasetEntry[] } | { readonly failure: string } {
  const entries: DatasetEntry[] = [];
  let number = 0;
  for (const line of lines) {
    number += 1;
    const entry = datasetEntry(line);
    if ("invalid" in entry) {
      return { failure: `The manifest file contains too many invalid rows. Row ${number} is ${entry.invalid}.` };
    }
    entries.push(entry);
  }
  return { entries };
}
