import { isJsonObject, type JsonObject } from "../wire/json-object.js";
import { lineError, type LineError } from "./line-error.js";

/** The result of the check of a label attribute with bounding boxes. */
export interface CheckedBoxes {
  /** The attribute and its metadata, with the errors written into them. */
  readonly value: unknown;
  readonly metadata: JsonObject;
  readonly labels: ReadonlyMap<string, "box" | "declared">;
  readonly isValid: boolean;
  readonly isFlawed: boolean;
  readonly isEmpty: boolean;
}

/**
 * Checks the bounding boxes of an image.
 *
 * A training leaves out a box that has an error, and uses the others. An image without any box is not an error.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/md-create-manifest-file-object-detection.html
 */
export function checkBoxes(name: string, value: unknown, metadata: JsonObject): CheckedBoxes {
  const frame = frameOf(value);
  const classMap = metadata["class-map"];
  const objects = metadata["objects"];
  if (frame === undefined || !isJsonObject(value)) {
    const error = lineError("ERROR_INVALID_LABEL_ATTRIBUTE_FORMAT", name);
    // A value that is not an object has no place for an error: the metadata get it.
    const changed = isJsonObject(value)
      ? { value: withErrors(value, [error]), metadata }
      : { value, metadata: withErrors(metadata, [error]) };
    return { ...changed, ...UNUSABLE };
  }
  if (!isJsonObject(classMap) || !Array.isArray(objects)) {
    const error = lineError("ERROR_INVALID_LABEL_ATTRIBUTE_METADATA_FORMAT", name);
    return { value, metadata: withErrors(metadata, [error]), ...UNUSABLE };
  }
  const labels = new Map<string, "box" | "declared">();
  for (const label of Object.values(classMap)) {
    if (typeof label === "string") {
      labels.set(label, "declared");
    }
  }
  const boxes = annotationsOf(value).map((annotation) => checkBox(annotation, frame, classMap));
  for (const { label, error } of boxes) {
    if (label !== undefined && error === undefined) {
      labels.set(label, "box");
    }
  }
  const isNamed = boxes.every(({ label }) => label !== undefined);
  const isConfident = boxes.every((_, index) => hasConfidence(objects[index]));
  const isUsable = boxes.length === 0 || boxes.some(({ label, error }) => label !== undefined && error === undefined);
  const ofAttribute = [
    ...(boxes.length > MOST_BOXES ? [lineError("ERROR_TOO_MANY_BOUNDING_BOXES")] : []),
    ...(isUsable ? [] : [lineError("ERROR_NO_VALID_ANNOTATIONS")]),
  ];
  const ofMetadata = [
    ...(isNamed ? [] : [lineError("ERROR_MISSING_CLASS_MAP_ID")]),
    ...(isConfident ? [] : [lineError("ERROR_MISSING_BOUNDING_BOX_CONFIDENCE")]),
  ];
  const annotations = boxes.map(({ annotation, error }) => withErrors(annotation, error === undefined ? [] : [error]));
  return {
    value: withErrors({ ...value, ...(boxes.length === 0 ? {} : { annotations }) }, ofAttribute),
    metadata: withErrors(metadata, ofMetadata),
    labels,
    isValid: isUsable && boxes.length <= MOST_BOXES,
    isFlawed: ofAttribute.length + ofMetadata.length > 0 || boxes.some(({ error }) => error !== undefined),
    isEmpty: boxes.length === 0,
  };
}

interface CheckedBox {
  readonly annotation: JsonObject;
  /** `undefined` for a class that is not in the class map. */
  readonly label: string | undefined;
  readonly error: LineError | undefined;
}

interface Frame {
  readonly width: number;
  readonly height: number;
}

function checkBox(annotation: JsonObject, frame: Frame, classMap: JsonObject): CheckedBox {
  const { class_id: id, left, top, width, height } = annotation;
  // Ground Truth writes class numbers in quotes too.
  const key = typeof id === "number" || typeof id === "string" ? String(id) : "";
  const found = Object.hasOwn(classMap, key) ? classMap[key] : undefined;
  const label = typeof found === "string" ? found : undefined;
  if (![left, top, width, height].every((each) => typeof each === "number")) {
    return { annotation, label, error: lineError("ERROR_INVALID_BOUNDING_BOX") };
  }
  const box = { left, top, width, height } as Record<"left" | "top" | "width" | "height", number>;
  const isOffFrame =
    Math.min(box.left, box.top, box.width, box.height) < 0 ||
    box.left + box.width > frame.width ||
    box.top + box.height > frame.height;
  if (isOffFrame) {
    return { annotation, label, error: lineError("ERROR_INVALID_BOUNDING_BOX") };
  }
  // A training shrinks an image to 1280 pixels, and its boxes with it.
  const scale = Math.min(1, SHRUNK_TO / Math.max(frame.width, frame.height));
  const isTooSmall = Math.min(box.width, box.height) * scale <= 1;
  return { annotation, label, error: isTooSmall ? lineError("ERROR_BOUNDING_BOX_TOO_SMALL") : undefined };
}

/** The size of the image; `undefined` for an attribute that does not hold bounding boxes. */
function frameOf(value: unknown): Frame | undefined {
  if (!isJsonObject(value) || !(Array.isArray(value["annotations"]) || value["annotations"] === undefined)) {
    return undefined;
  }
  const sizes: unknown = value["image_size"];
  const [size] = Array.isArray(sizes) ? (sizes as readonly unknown[]) : [];
  const { width, height } = isJsonObject(size) ? size : {};
  const isEveryObject = annotationsIn(value).every(isJsonObject);
  return typeof width === "number" && typeof height === "number" && isEveryObject ? { width, height } : undefined;
}

function annotationsIn(value: JsonObject): readonly unknown[] {
  const annotations = value["annotations"];
  return Array.isArray(annotations) ? (annotations as readonly unknown[]) : [];
}

function annotationsOf(value: JsonObject): readonly JsonObject[] {
  return annotationsIn(value).filter(isJsonObject);
}

function hasConfidence(object: unknown): boolean {
  return isJsonObject(object) && typeof object["confidence"] === "number";
}

function withErrors(json: JsonObject, errors: readonly LineError[]): JsonObject {
  if (errors.length === 0) {
    return json;
  }
  const known = json["cl-errors"];
  return { ...json, "cl-errors": [...(Array.isArray(known) ? (known as readonly unknown[]) : []), ...errors] };
}

const UNUSABLE = { labels: new Map(), isValid: false, isFlawed: true, isEmpty: false } as const;

const MOST_BOXES = 50;

/** Pixels. */
const SHRUNK_TO = 1_280;
