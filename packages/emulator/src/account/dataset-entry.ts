import { isJsonObject, type JsonObject } from "../wire/json-object.js";

/** One image of a dataset: a line of a manifest, and what the emulator has to know of it. */
export interface DatasetEntry {
  /** The JSON, on one line. */
  readonly line: string;
  /** The value of `source-ref`: what tells images apart. */
  readonly sourceRef: string;
  readonly labels: ReadonlyMap<string, LabelUse>;
  readonly hasErrors: boolean;
}

/** How an entry uses a label: for the image, in a bounding box, or only in its `class-map`. */
export type LabelUse = "image" | "box" | "declared";

/**
 * Reads one line of a manifest, in the formats for image-level labels and for bounding boxes.
 *
 * A line without `cl-metadata` gets one, as the service adds it: `{"is_labeled": true}`.
 *
 * @returns the entry, or why it is none
 * @see https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/md-create-manifest-file.html
 */
export function datasetEntry(source: string | JsonObject): DatasetEntry | { readonly invalid: string } {
  const json = typeof source === "string" ? parsed(source) : source;
  if (!isJsonObject(json)) {
    return { invalid: "not a JSON object" };
  }
  const sourceRef = json["source-ref"];
  if (typeof sourceRef !== "string" || sourceRef === "") {
    return { invalid: "without a source-ref" };
  }
  const labels = labelsOf(json);
  const isLabeled = [...labels.values()].some((use) => use !== "declared");
  const whole = "cl-metadata" in json ? json : { ...json, "cl-metadata": { is_labeled: isLabeled } };
  const line = whole === json && typeof source === "string" && !source.includes("\n") ? source : JSON.stringify(whole);
  if (line.length > MAX_LENGTH) {
    return { invalid: `longer than ${MAX_LENGTH} characters` };
  }
  return { line, sourceRef, labels, hasErrors: hasErrors(json) };
}

function labelsOf(json: JsonObject): ReadonlyMap<string, LabelUse> {
  const labels = new Map<string, LabelUse>();
  for (const [name, metadata] of Object.entries(json)) {
    if (!name.endsWith(SUFFIX) || !isJsonObject(metadata)) {
      continue;
    }
    const attribute = name.slice(0, -SUFFIX.length);
    // Own members only: "constructor-metadata" is a name as good as any.
    const value = Object.hasOwn(json, attribute) ? json[attribute] : undefined;
    const className = metadata["class-name"];
    if (typeof className === "string" && value !== undefined) {
      if (labels.get(className) !== "box") {
        labels.set(className, "image");
      }
    }
    const classMap = metadata["class-map"];
    if (!isJsonObject(classMap)) {
      continue;
    }
    for (const label of Object.values(classMap)) {
      if (typeof label === "string" && !labels.has(label)) {
        labels.set(label, "declared");
      }
    }
    const annotations = isJsonObject(value) ? value["annotations"] : undefined;
    for (const annotation of Array.isArray(annotations) ? annotations : []) {
      const id: unknown = isJsonObject(annotation) ? annotation["class_id"] : undefined;
      const key = typeof id === "number" || typeof id === "string" ? String(id) : "";
      const label = Object.hasOwn(classMap, key) ? classMap[key] : undefined;
      if (typeof label === "string") {
        labels.set(label, "box");
      }
    }
  }
  return labels;
}

/** The service writes its errors into `cl-errors` lists: one of the line, and one in the metadata of each attribute. */
function hasErrors(json: JsonObject): boolean {
  return [json, ...Object.values(json)].some((each) => {
    const errors = isJsonObject(each) ? each["cl-errors"] : undefined;
    return Array.isArray(errors) && errors.length > 0;
  });
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

const SUFFIX = "-metadata";

/** Characters, from the service model. */
const MAX_LENGTH = 100_000;
