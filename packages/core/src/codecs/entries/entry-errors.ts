import { formatPath } from "../../errors/format-path.js";
import { isRecord } from "../schema/is-record.js";
import type { DatasetEntry } from "./dataset-entry.js";

/** An error that Custom Labels found in an entry of a dataset. */
export interface EntryError {
  /** Where in the line: `""` is the line as a whole, `BB` a label, `BB.annotations[0]` one of its boxes. */
  readonly path: string;
  /** As the service names it: `ERROR_NO_CLASS_NAME`. */
  readonly code: string;
  /** The service's own text, or `""` if it sent none. */
  readonly message: string;
}

/**
 * The errors that the service has written into an entry: of the line, a label, its metadata or a box.
 *
 * `listDatasetEntries$` with `HasErrors: true` lists only the entries that have errors.
 *
 * @example
 * ```ts
 * import { type DatasetEntry, entryErrors } from "@rekognition-rx/core";
 *
 * function report(entry: DatasetEntry): void {
 *   for (const { path, code } of entryErrors(entry)) console.log(entry["source-ref"], path, code);
 * }
 * ```
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/tm-debugging-json-lines.html
 */
export function entryErrors(entry: DatasetEntry): readonly EntryError[] {
  const errors: EntryError[] = [];
  const own = entry.attributes;
  collect(own, [], errors, 0);
  for (const { attribute, value, metadata } of entry.labels) {
    collect(value, [attribute], errors, 1);
    collect(metadata, [`${attribute}-metadata`], errors, 1);
  }
  for (const [name, value] of Object.entries(own)) {
    if (!LISTS.has(name)) {
      collect(value, [name], errors, 1);
    }
  }
  return errors;
}

/** The names of the lists of errors: AWS's documentation uses both. */
const LISTS: ReadonlySet<string> = new Set(["cl-errors", "errors"]);

/** The three levels are a label, its list of annotations, and an annotation. */
const DEEPEST = 3;

function collect(value: unknown, path: readonly PropertyKey[], errors: EntryError[], depth: number): void {
  if (depth > DEEPEST) {
    return;
  }
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      collect(item, [...path, index], errors, depth + 1);
    }
    return;
  }
  if (!isRecord(value)) {
    return;
  }
  for (const [name, member] of Object.entries(value)) {
    if (LISTS.has(name) && Array.isArray(member)) {
      errors.push(
        ...member.filter(isError).map(({ code, message = "" }) => ({ path: formatPath(path), code, message })),
      );
    } else if (depth > 0) {
      collect(member, [...path, name], errors, depth + 1);
    }
  }
}

function isError(value: unknown): value is { readonly code: string; readonly message?: string } {
  return (
    isRecord(value) &&
    typeof value["code"] === "string" &&
    (value["message"] === undefined || typeof value["message"] === "string")
  );
}
