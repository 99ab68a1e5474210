import { isLeft } from "fp-ts/lib/Either.js";
import * as t from "io-ts";
import { LABEL_FORMS, type LabelAttribute } from "./label-attribute.js";
import { DescribedType } from "../schema/described-type.js";
import { isPlainRecord } from "../schema/is-plain-record.js";

/**
 * An entry of a dataset: an image and its labels.
 *
 * It decodes a line of JSON in SageMaker Ground Truth format, as `ListDatasetEntries` gives it, and encodes one, as
 * `UpdateDatasetEntries` takes it. A line is invalid if it is not a JSON object, or has no `source-ref`.
 *
 * What is not a valid label is kept in `attributes`, under its name: Custom Labels' own `cl-metadata` and `cl-errors`,
 * labels of a form that Custom Labels does not document, and labels with an error (a box without `left`, a label without
 * a class name). The service puts its errors into the entry: {@link entryErrors} finds them.
 *
 * @example
 * ```ts
 * import { DatasetEntry } from "@rekognition-rx/core";
 * import { isRight } from "fp-ts/lib/Either.js";
 *
 * const line = '{"source-ref":"s3://bucket/1.jpg","cl-metadata":{"is_labeled":false}}';
 * const decoded = DatasetEntry.decode(line);
 * if (isRight(decoded)) console.log(decoded.right["source-ref"], decoded.right.labels.length);
 * ```
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/md-create-manifest-file.html
 */
export interface DatasetEntry {
  /** Where the image lies: `s3://bucket/key`. */
  readonly "source-ref": string;
  /** The label attributes, in the order of the line. */
  readonly labels: readonly LabelAttribute[];
  /** Everything else that the line has. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** The io-ts codec of `DatasetEntry`. It decodes a line of JSON, and encodes one. */
export const DatasetEntry: t.Type<DatasetEntry, string> = new DescribedType({
  name: "DatasetEntry",
  expected: "a line of JSON, an object with a source-ref",
  is: isDatasetEntry,
  validate: validateLine,
  encode: (entry) => JSON.stringify(lineMembersOf(entry)),
});

const SOURCE = "source-ref";
const METADATA = "-metadata";

function validateLine(line: unknown, context: t.Context): t.Validation<DatasetEntry> {
  if (typeof line !== "string") {
    return t.failure(line, context);
  }
  let members: unknown;
  try {
    members = JSON.parse(line);
  } catch (error) {
    return t.failure(
      line,
      context,
      `expected a line of JSON (${error instanceof Error ? error.message : "unparsable"})`,
    );
  }
  return isPlainRecord(members) ? validateMembers(members, context) : t.failure(line, context);
}

function validateMembers(members: Readonly<Record<string, unknown>>, context: t.Context): t.Validation<DatasetEntry> {
  const source = t.string.validate(members[SOURCE], t.appendContext(context, SOURCE, t.string, members[SOURCE]));
  if (isLeft(source)) {
    return source;
  }
  const labels: LabelAttribute[] = [];
  const rest = new Map(Object.entries(members));
  rest.delete(SOURCE);
  for (const attribute of Object.keys(members)) {
    const label = rest.has(attribute)
      ? labelOf(attribute, rest.get(attribute), rest.get(attribute + METADATA))
      : undefined;
    if (label !== undefined) {
      rest.delete(attribute);
      rest.delete(attribute + METADATA);
      labels.push(label);
    }
  }
  return t.success({ [SOURCE]: source.right, labels, attributes: Object.fromEntries(rest) });
}

/** `undefined` for what is not a label, or not a valid one. */
function labelOf(attribute: string, rawValue: unknown, rawMetadata: unknown): LabelAttribute | undefined {
  const type = formOf(rawMetadata);
  if (type === undefined) {
    return undefined;
  }
  const value = LABEL_FORMS[type].value.decode(rawValue);
  const metadata = LABEL_FORMS[type].metadata.decode(rawMetadata);
  return isLeft(value) || isLeft(metadata)
    ? undefined
    : ({ type, attribute, value: value.right, metadata: metadata.right } as LabelAttribute);
}

/** Which form of label the metadata belongs to. */
function formOf(metadata: unknown): LabelAttribute["type"] | undefined {
  if (!isPlainRecord(metadata)) {
    return undefined;
  }
  const { type } = metadata;
  if (
    type === "groundtruth/image-classification-multilabel" &&
    "class-name" in metadata &&
    !("class-map" in metadata)
  ) {
    return "groundtruth/image-classification";
  }
  return typeof type === "string" && Object.hasOwn(LABEL_FORMS, type) ? (type as LabelAttribute["type"]) : undefined;
}

/** The members of the line. Made with `Object.fromEntries`, since an attribute may be called `__proto__`. */
function lineMembersOf(entry: DatasetEntry): object {
  return Object.fromEntries([
    [SOURCE, entry[SOURCE]],
    ...entry.labels.flatMap(({ attribute, value, metadata }) => [
      [attribute, value] as const,
      [attribute + METADATA, metadata] as const,
    ]),
    ...Object.entries(entry.attributes),
  ]);
}

function isDatasetEntry(value: unknown): value is DatasetEntry {
  try {
    return (
      isPlainRecord(value) &&
      typeof value[SOURCE] === "string" &&
      Array.isArray(value["labels"]) &&
      value["labels"].every(isLabelAttribute) &&
      isPlainRecord(value["attributes"])
    );
  } catch {
    return false;
  }
}

function isLabelAttribute(value: unknown): boolean {
  if (!isPlainRecord(value) || typeof value["attribute"] !== "string") {
    return false;
  }
  const type = formOf(value["metadata"]);
  return (
    type !== undefined &&
    type === value["type"] &&
    LABEL_FORMS[type].value.is(value["value"]) &&
    LABEL_FORMS[type].metadata.is(value["metadata"])
  );
}
