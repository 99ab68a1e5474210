import type { JsonObject } from "@rekognition-rx/emulator";

/** A manifest line with image-level labels, as the console writes it. */
export function imageLine(sourceRef: string, ...labels: readonly string[]): JsonObject {
  const line: Record<string, unknown> = { "source-ref": sourceRef };
  for (const label of labels) {
    line[`set_${label}`] = 1;
    line[`set_${label}-metadata`] = {
      confidence: 1,
      "job-name": "labeling-job/set",
      "class-name": label,
      "human-annotated": "yes",
      "creation-date": "2026-01-01T00:00:00.000Z",
      type: "groundtruth/image-classification",
    };
  }
  return line;
}

/** A manifest line with bounding boxes: one for each label in the list, out of the classes of the map. */
export function boxLine(sourceRef: string, classes: readonly string[], boxes: readonly string[]): JsonObject {
  return {
    "source-ref": sourceRef,
    "bounding-box": {
      image_size: [{ width: 640, height: 480, depth: 3 }],
      annotations: boxes.map((label) => ({ class_id: classes.indexOf(label), top: 1, left: 1, width: 9, height: 9 })),
    },
    "bounding-box-metadata": {
      objects: boxes.map(() => ({ confidence: 1 })),
      "class-map": Object.fromEntries(classes.map((label, index) => [String(index), label])),
      type: "groundtruth/object-detection",
      "human-annotated": "yes",
      "creation-date": "2026-01-01T00:00:00.000Z",
      "job-name": "labeling-job/boxes",
    },
  };
}

/** The line with the errors that the service found in it. */
export function withErrors(line: JsonObject): JsonObject {
  return { ...line, "cl-errors": [{ code: "ERROR_INVALID_IMAGE", message: "The image is invalid." }] };
}
