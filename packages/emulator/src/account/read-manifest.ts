import { bucketOf, type DatasetEntry, datasetEntry } from "./dataset-entry.js";
import { MANIFEST_FAILURES } from "./manifest-failures.js";
import type { Quotas } from "./quotas.js";

/** The entries of a manifest without its bad lines, or why the manifest is not usable. */
export type ReadManifest = { readonly entries: readonly DatasetEntry[] } | { readonly failure: string };

/**
 * Reads the lines of a manifest.
 *
 * Bad lines are left out, if they are at most a fifth of all lines. A line is bad if it is too long or nested too deeply, is
 * not a JSON object, has no `source-ref` of the form `s3://BUCKET/KEY`, or names an image that an earlier line names.
 */
export function readManifest(
  lines: readonly string[],
  { entriesPerDataset, labelsPerDataset }: Readonly<Record<keyof Quotas, number>>,
): ReadManifest {
  if (lines.length === 0) {
    return { failure: MANIFEST_FAILURES.empty };
  }
  if (lines.length > entriesPerDataset) {
    return { failure: MANIFEST_FAILURES.tooManyRows };
  }
  const entries = new Map<string, DatasetEntry>();
  for (const line of lines) {
    const entry = datasetEntry(line);
    if (!("bad" in entry) && !entries.has(entry.sourceRef)) {
      entries.set(entry.sourceRef, entry);
    }
  }
  if (lines.length - entries.size > lines.length * MOST_BAD) {
    return { failure: MANIFEST_FAILURES.tooManyTerminalErrors };
  }
  if (new Set([...entries.keys()].map(bucketOf)).size > 1) {
    return { failure: MANIFEST_FAILURES.multipleBuckets };
  }
  const labels = new Set<string>();
  for (const entry of entries.values()) {
    for (const label of entry.labels.keys()) {
      labels.add(label);
    }
  }
  return labels.size > labelsPerDataset
    ? { failure: MANIFEST_FAILURES.tooManyLabels }
    : { entries: [...entries.values()] };
}

/** The share of a manifest's lines that may be bad. */
export const MOST_BAD = 0.2;
