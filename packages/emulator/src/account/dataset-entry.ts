import { isDeeperThan, MAX_DEPTH } from "../wire/is-deeper-than.js";
import { isJsonObject, type JsonObject } from "../wire/json-object.js";
import { checkLabels, type LabelUse } from "./check-labels.js";

/** One image of a dataset: a line of a manifest, and what the emulator has to know about it. */
export interface DatasetEntry {
  /** The JSON, on one line. */
  readonly line: string;
  /** The value of `source-ref`, which identifies the image. */
  readonly sourceRef: string;
  readonly labels: ReadonlyMap<string, LabelUse>;
  /** Whether the service counts the image as labelled. Some of its labels may still be invalid. */
  readonly isLabeled: boolean;
  readonly errors: EntryErrors;
}

/** What is wrong with an entry: nothing, some of its labels, or so much that a training leaves it out. */
export type EntryErrors = "none" | "part" | "all";

/** Why a line cannot be an entry of a dataset. */
export interface BadLine {
  /** Completes "the entry ...". */
  readonly bad: string;
}

/**
 * Reads one line of a manifest, checks its labels, and writes into it what the service writes: `cl-metadata`, and the
 * errors that it finds as `cl-errors`.
 *
 * Results of an earlier check in the line are ignored, unless the line is `held`: a dataset has it already, as in a seed.
 * A held line keeps the errors that it has. If it has a `cl-metadata`, it stays as it is.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/debugging-datasets.html
 */
export function datasetEntry(
  source: string | JsonObject,
  { held = false }: { readonly held?: boolean } = {},
): DatasetEntry | BadLine {
  if (typeof source === "string" && source.length > MAX_LENGTH) {
    return { bad: `is longer than ${MAX_LENGTH} characters` };
  }
  const json = typeof source === "string" ? parsed(source) : source;
  if (!isJsonObject(json)) {
    const hasMark = typeof source === "string" && source.startsWith("\u{feff}");
    return { bad: `is not a JSON object${hasMark ? ": it begins with a byte order mark" : ""}` };
  }
  // A short text has no room for so many levels.
  if ((typeof source !== "string" || source.length > 2 * MAX_DEPTH) && isDeeperThan(json, MAX_DEPTH)) {
    return { bad: `is nested more than ${MAX_DEPTH} levels deep` };
  }
  const sourceRef = json["source-ref"];
  if (typeof sourceRef !== "string" || sourceRef === "") {
    return { bad: "has no source-ref" };
  }
  if (!IMAGE_PATH.test(sourceRef)) {
    return { bad: "has a source-ref that is not s3://BUCKET/KEY" };
  }
  const given = held ? json : withoutRemarks(json);
  const checked = checkLabels(given);
  const errors = [...errorsIn(given), ...checked.lineErrors];
  const isWhole = held && "cl-metadata" in json;
  const line = isWhole ? textOf(source, json) : JSON.stringify(remarked(checked.json, checked.isLabeled, errors));
  if (line.length > MAX_LENGTH) {
    return { bad: `is longer than ${MAX_LENGTH} characters` };
  }
  const { labels, isLabeled } = checked;
  const extent = errors.length > 0 ? "all" : checked.hasErrorsInside ? "part" : "none";
  return { line, sourceRef, labels, isLabeled, errors: extent };
}

/** The bucket of an image. */
export function bucketOf(sourceRef: string): string {
  return sourceRef.split("/")[2] ?? "";
}

function remarked(json: JsonObject, isLabeled: boolean, errors: readonly unknown[]): JsonObject {
  const { "cl-metadata": metadata = { is_labeled: isLabeled }, "cl-errors": _, ...rest } = json;
  return { ...rest, "cl-metadata": metadata, ...(errors.length === 0 ? {} : { "cl-errors": errors }) };
}

/** The line as its author wrote it, before any check. */
function withoutRemarks(json: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(json)
      .filter(([name]) => !REMARKS.has(name))
      .map(([name, value]) => [name, isJsonObject(value) ? withoutErrors(value) : value]),
  );
}

/** A label attribute or its metadata, without the errors in it and in its annotations. */
function withoutErrors(value: JsonObject): JsonObject {
  const { "cl-errors": _, annotations, ...rest } = value;
  if (annotations === undefined) {
    return rest;
  }
  return {
    ...rest,
    annotations: Array.isArray(annotations)
      ? annotations.map((each: unknown) => (isJsonObject(each) ? withoutErrors(each) : each))
      : annotations,
  };
}

function errorsIn(json: JsonObject): readonly unknown[] {
  const errors = json["cl-errors"];
  return Array.isArray(errors) ? (errors as readonly unknown[]) : [];
}

function textOf(source: string | JsonObject, json: JsonObject): string {
  return typeof source === "string" && !/[\r\n]/.test(source) ? source : JSON.stringify(json);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

const IMAGE_PATH = /^s3:\/\/[^/]+\/.+/i;

/** What the service itself writes into a line. */
const REMARKS: ReadonlySet<string> = new Set(["cl-metadata", "cl-errors"]);

/** Characters, from the service model. */
const MAX_LENGTH = 100_000;
