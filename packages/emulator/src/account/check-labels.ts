import { isJsonObject, type JsonObject } from "../wire/json-object.js";
import { checkBoxes } from "./check-boxes.js";
import { lineError, type LineError } from "./line-error.js";

/** How an entry uses a label: for the image, in a bounding box, or only in its `class-map`. */
export type LabelUse = "image" | "box" | "declared";

/** The result of the check of the labels of a line. */
export interface CheckedLabels {
  /** The line, with errors written into its label attributes, annotations and metadata. */
  readonly json: JsonObject;
  readonly labels: ReadonlyMap<string, LabelUse>;
  readonly isLabeled: boolean;
  /** Errors that make a training leave out the whole line. */
  readonly lineErrors: readonly LineError[];
  readonly hasErrorsInside: boolean;
}

/**
 * Checks the labels of a line, in the formats for image-level labels and for bounding boxes.
 *
 * A line without any label attribute is an image that nobody has labelled yet; it is not an error.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/tm-debugging-json-line-errors.html
 */
export function checkLabels(json: JsonObject): CheckedLabels {
  const attributes = Object.keys(json).filter((name) => !NOT_LABELS.has(name));
  const labelled = attributes.filter((name) => Object.hasOwn(json, `${name}${SUFFIX}`));
  const checked = labelled.map((name) => checkAttribute(name, json[name], json[`${name}${SUFFIX}`]));
  const labels = new Map<string, LabelUse>();
  for (const [label, use] of checked.flatMap((each) => [...each.labels])) {
    labels.set(label, stronger(labels.get(label), use));
  }
  const changes = checked.flatMap(({ name, value, metadata }) => [
    [name, value],
    [`${name}${SUFFIX}`, metadata],
  ]);
  return {
    json: { ...json, ...(Object.fromEntries(changes) as JsonObject) },
    labels,
    isLabeled: checked.some(({ isEmpty }) => !isEmpty),
    lineErrors: lineErrorsOf(attributes, checked),
    hasErrorsInside: checked.some(({ isFlawed }) => isFlawed),
  };
}

function lineErrorsOf(attributes: readonly string[], checked: readonly CheckedAttribute[]): readonly LineError[] {
  if (checked.length === 0) {
    return attributes.length === 0 ? [] : [lineError("ERROR_NO_LABEL_ATTRIBUTES")];
  }
  return checked.some(({ isValid }) => isValid) ? [] : [lineError("ERROR_NO_VALID_LABEL_ATTRIBUTES")];
}

interface CheckedAttribute {
  readonly name: string;
  readonly value: unknown;
  readonly metadata: unknown;
  readonly labels: ReadonlyMap<string, LabelUse>;
  /** Whether a training can use any part of it. */
  readonly isValid: boolean;
  /** Whether there is an error anywhere in it. */
  readonly isFlawed: boolean;
  /** Whether it labels nothing: somebody looked at the image and found none of the objects. */
  readonly isEmpty: boolean;
}

function checkAttribute(name: string, value: unknown, metadata: unknown): CheckedAttribute {
  const flawed = { name, value, metadata, labels: new Map(), isValid: false, isFlawed: true, isEmpty: false };
  if (!isJsonObject(metadata)) {
    return flawed;
  }
  // A line that a dataset holds may already have errors that the service has found.
  const known = errorsIn(metadata).length > 0 || errorsIn(value).length > 0;
  switch (kindOf(value, metadata)) {
    case "image": {
      const label = metadata["class-name"];
      if (typeof label !== "string" || label === "") {
        return { ...flawed, metadata: withError(metadata, "ERROR_INVALID_LABEL_ATTRIBUTE_METADATA_FORMAT", name) };
      }
      if (label.length > LONGEST_LABEL) {
        return { ...flawed, metadata: withError(metadata, "ERROR_INVALID_LABEL_NAME_LENGTH", name) };
      }
      return { ...flawed, labels: new Map([[label, "image"]]), isValid: true, isFlawed: known };
    }
    case "boxes": {
      const { isValid, isFlawed, isEmpty, labels, ...changed } = checkBoxes(name, value, metadata);
      return { name, ...changed, labels, isValid, isFlawed: isFlawed || known, isEmpty };
    }
    case "unsupported":
      return { ...flawed, metadata: withError(metadata, "ERROR_UNSUPPORTED_USE_CASE_TYPE", name) };
  }
}

/** A `type` is trusted. Without a type, or with the multi-label type, the form of the attribute decides. */
function kindOf(value: unknown, metadata: JsonObject): "image" | "boxes" | "unsupported" {
  const { type } = metadata;
  const hasClassName = typeof metadata["class-name"] === "string";
  if (type === "groundtruth/image-classification") {
    return "image";
  }
  if (type === "groundtruth/object-detection") {
    return "boxes";
  }
  // AWS's own script for images with several labels writes this type, with one attribute for each label.
  if (type === "groundtruth/image-classification-multilabel") {
    return hasClassName ? "image" : "unsupported";
  }
  if (type !== undefined) {
    return "unsupported";
  }
  return hasClassName ? "image" : isJsonObject(value) && value["annotations"] !== undefined ? "boxes" : "unsupported";
}

function withError(metadata: JsonObject, code: Parameters<typeof lineError>[0], name: string): JsonObject {
  return { ...metadata, "cl-errors": [...errorsIn(metadata), lineError(code, name)] };
}

function errorsIn(value: unknown): readonly unknown[] {
  const errors = isJsonObject(value) ? value["cl-errors"] : undefined;
  return Array.isArray(errors) ? (errors as readonly unknown[]) : [];
}

function stronger(known: LabelUse | undefined, use: LabelUse): LabelUse {
  return known === "box" || (known === "image" && use === "declared") ? known : use;
}

const SUFFIX = "-metadata";

const NOT_LABELS: ReadonlySet<string> = new Set(["source-ref", "cl-metadata", "cl-errors"]);

/** Characters. */
const LONGEST_LABEL = 256;
