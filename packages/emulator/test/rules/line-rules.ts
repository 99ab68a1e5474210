import type { JsonObject } from "@rekognition-rx/emulator";
import { boxLine, imageLine } from "../support/manifest-lines.js";

/** What the service finds wrong with a line that it keeps, and where it writes it down. */
export interface LineRule {
  readonly rule: string;
  readonly page: string;
  readonly line: JsonObject;
  /** Codes by the place of their `cl-errors` in the line; `""` is the line itself. None for a good line. */
  readonly errors: Readonly<Record<string, readonly string[]>>;
}

const PAGE = "tm-debugging-json-line-errors";
const good = boxLine("s3://b/5", ["car", "bus"], ["car", "bus"]);
const boxes = good["bounding-box"] as JsonObject;
const metadata = good["bounding-box-metadata"] as JsonObject;
const [first = {}, second = {}] = boxes["annotations"] as readonly JsonObject[];
const image = imageLine("s3://b/5", "x");

/** The line with its first box changed. */
function withBox(change: JsonObject): JsonObject {
  return { ...good, "bounding-box": { ...boxes, annotations: [{ ...first, ...change }, second] } };
}

function withMetadata(change: JsonObject): JsonObject {
  return { ...good, "bounding-box-metadata": { ...metadata, ...change } };
}

function withImageMetadata(change: JsonObject): JsonObject {
  return { ...image, "set_x-metadata": { ...(image["set_x-metadata"] as JsonObject), ...change } };
}

export const lineRules: readonly LineRule[] = [
  { rule: "an image-level label is good", page: "md-create-manifest-file-classification", line: image, errors: {} },
  { rule: "bounding boxes are good", page: "md-create-manifest-file-object-detection", line: good, errors: {} },
  {
    rule: "an image that nobody has labelled is good",
    page: PAGE,
    line: imageLine("s3://b/5"),
    errors: {},
  },
  {
    rule: "an image without any box is good",
    page: PAGE,
    line: boxLine("s3://b/5", ["car"], []),
    errors: {},
  },
  {
    rule: "a class number in quotes is good",
    page: "md-gt-cl-transform",
    line: withBox({ class_id: "1" }),
    errors: {},
  },
  {
    rule: "several labels are good if each is an attribute of the multi-label type with a class name",
    page: "md-create-manifest-file-classification",
    line: withImageMetadata({ type: "groundtruth/image-classification-multilabel" }),
    errors: {},
  },
  {
    rule: "a label attribute without its metadata",
    page: PAGE,
    line: { "source-ref": "s3://b/5", "bounding-box": boxes },
    errors: { "": ["ERROR_NO_LABEL_ATTRIBUTES"] },
  },
  {
    rule: "metadata without its label attribute",
    page: PAGE,
    line: { "source-ref": "s3://b/5", "bounding-box-metadata": metadata },
    errors: { "": ["ERROR_NO_LABEL_ATTRIBUTES"] },
  },
  {
    rule: "no class name",
    page: PAGE,
    line: withImageMetadata({ "class-name": undefined }),
    errors: {
      "set_x-metadata": ["ERROR_INVALID_LABEL_ATTRIBUTE_METADATA_FORMAT"],
      "": ["ERROR_NO_VALID_LABEL_ATTRIBUTES"],
    },
  },
  {
    rule: "a class name of more than 256 characters",
    page: PAGE,
    line: withImageMetadata({ "class-name": "x".repeat(257) }),
    errors: { "set_x-metadata": ["ERROR_INVALID_LABEL_NAME_LENGTH"], "": ["ERROR_NO_VALID_LABEL_ATTRIBUTES"] },
  },
  {
    rule: "another kind of label, such as a segmentation",
    page: PAGE,
    line: withImageMetadata({ type: "groundtruth/semantic-segmentation" }),
    errors: { "set_x-metadata": ["ERROR_UNSUPPORTED_USE_CASE_TYPE"], "": ["ERROR_NO_VALID_LABEL_ATTRIBUTES"] },
  },
  {
    rule: "another kind of label next to a good one: a training still uses the line",
    page: PAGE,
    line: { ...withImageMetadata({ type: "groundtruth/text" }), ...imageLine("s3://b/5", "y") },
    errors: { "set_x-metadata": ["ERROR_UNSUPPORTED_USE_CASE_TYPE"] },
  },
  {
    rule: "boxes without the size of the image",
    page: PAGE,
    line: { ...good, "bounding-box": { annotations: [first] } },
    errors: { "bounding-box": ["ERROR_INVALID_LABEL_ATTRIBUTE_FORMAT"], "": ["ERROR_NO_VALID_LABEL_ATTRIBUTES"] },
  },
  {
    rule: "boxes without a class map",
    page: PAGE,
    line: withMetadata({ "class-map": undefined }),
    errors: {
      "bounding-box-metadata": ["ERROR_INVALID_LABEL_ATTRIBUTE_METADATA_FORMAT"],
      "": ["ERROR_NO_VALID_LABEL_ATTRIBUTES"],
    },
  },
  {
    rule: "an unknown class id",
    page: PAGE,
    line: withBox({ class_id: 7 }),
    errors: { "bounding-box-metadata": ["ERROR_MISSING_CLASS_MAP_ID"] },
  },
  {
    rule: "a box without a confidence",
    page: PAGE,
    line: withMetadata({ objects: [{}, { confidence: 1 }] }),
    errors: { "bounding-box-metadata": ["ERROR_MISSING_BOUNDING_BOX_CONFIDENCE"] },
  },
  {
    rule: "a box that begins outside of its image",
    page: PAGE,
    line: withBox({ left: -1 }),
    errors: { "bounding-box.annotations[0]": ["ERROR_INVALID_BOUNDING_BOX"] },
  },
  {
    rule: "a box that ends outside of its image",
    page: PAGE,
    line: withBox({ top: 475 }),
    errors: { "bounding-box.annotations[0]": ["ERROR_INVALID_BOUNDING_BOX"] },
  },
  {
    rule: "a box of one pixel",
    page: "tm-debugging-scope-json-line",
    line: withBox({ width: 1, height: 1 }),
    errors: { "bounding-box.annotations[0]": ["ERROR_BOUNDING_BOX_TOO_SMALL"] },
  },
  {
    rule: "a box that has one pixel after the image is shrunk to 1280 pixels",
    page: PAGE,
    line: {
      ...good,
      "bounding-box": {
        image_size: [{ width: 3_840, height: 2_160, depth: 3 }],
        annotations: [{ ...first, width: 3, height: 3 }, second],
      },
    },
    errors: { "bounding-box.annotations[0]": ["ERROR_BOUNDING_BOX_TOO_SMALL"] },
  },
  {
    rule: "no good box",
    page: PAGE,
    line: { ...good, "bounding-box": { ...boxes, annotations: [{ ...first, left: 640 }] } },
    errors: {
      "bounding-box.annotations[0]": ["ERROR_INVALID_BOUNDING_BOX"],
      "bounding-box": ["ERROR_NO_VALID_ANNOTATIONS"],
      "": ["ERROR_NO_VALID_LABEL_ATTRIBUTES"],
    },
  },
  {
    rule: "more than 50 boxes",
    page: PAGE,
    line: boxLine(
      "s3://b/5",
      ["car"],
      Array.from({ length: 51 }, () => "car"),
    ),
    errors: { "bounding-box": ["ERROR_TOO_MANY_BOUNDING_BOXES"], "": ["ERROR_NO_VALID_LABEL_ATTRIBUTES"] },
  },
];
