import { isRight } from "fp-ts/lib/Either.js";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { DatasetEntry } from "../../../src/codecs/entries/dataset-entry.js";
import { entryErrors } from "../../../src/codecs/entries/entry-errors.js";

// Each of a kind that is found in the field, or that AWS's own pages and scripts write. The values are made up.
const FIXTURES = new URL("fixtures/", import.meta.url);

function entriesOf(name: string): readonly DatasetEntry[] {
  // As the service splits a manifest: a carriage return stays with its line.
  const lines = readFileSync(new URL(`${name}.manifest`, FIXTURES), "utf8")
    .split("\n")
    .filter(Boolean);
  return lines.map((line) => {
    const decoded = DatasetEntry.decode(line);
    if (!isRight(decoded)) {
      throw new Error(`${name} was refused: ${line}`);
    }
    expect(unquoted(JSON.parse(DatasetEntry.encode(decoded.right)))).toEqual(unquoted(JSON.parse(line)));
    return decoded.right;
  });
}

/** Numbers of classes are numbers once they are decoded. */
function unquoted(line: unknown): unknown {
  return JSON.parse(JSON.stringify(line).replaceAll(/"(class|class_id)":"(\d+)"/g, '"$1":$2')) as unknown;
}

const labelsOf = (entry: DatasetEntry | undefined): readonly string[] =>
  (entry?.labels ?? []).map(({ attribute, type }) => `${attribute}: ${type.replace("groundtruth/", "")}`);

describe("a manifest", () => {
  test.each<[name: string, labels: readonly (readonly string[])[]]>([
    ["console-classification", [["bolt: image-classification"], []]],
    ["several-classes", [["bolt: image-classification", "rusty: image-classification"]]],
    ["ground-truth-multilabel", [["street: image-classification-multilabel"]]],
    ["multilabel-split-by-script", [["street_nut: image-classification", "street_bolt: image-classification"]]],
    ["object-detection", [["boxes: object-detection"]]],
    ["no-annotations", [["boxes: object-detection"], []]],
    ["numbers-in-quotes", [["class: image-classification"], [], ["boxes: object-detection"]]],
    ["label-without-a-class-name", [[]]],
    ["box-without-left", [["rusty: image-classification"]]],
    ["errors-in-every-place", [["boxes: object-detection"]]],
    ["dates-and-jobs-of-all-kinds", [["BB: object-detection"], []]],
  ])("decodes, and is encoded to what it says: %s", (name, labels) => {
    expect(entriesOf(name).map(labelsOf)).toEqual(labels);
  });

  test("of every kind in the folder was looked at", () => {
    expect(readdirSync(FIXTURES)).toHaveLength(11);
  });

  test("has numbers where it has them in quotes", () => {
    const [classified, , boxed] = entriesOf("numbers-in-quotes");
    expect(classified?.labels[0]?.value).toBe(1);
    expect(boxed?.labels[0]?.value).toMatchObject({ annotations: [{ class_id: 0 }] });
  });

  test("keeps what is no good label by its name", () => {
    const [entry] = entriesOf("box-without-left");
    expect(Object.keys(entry?.attributes ?? {})).toEqual(["boxes", "boxes-metadata"]);
  });
});

describe("the errors of an entry", () => {
  test.each<[name: string, errors: readonly string[]]>([
    ["console-classification", []],
    ["label-without-a-class-name", ['["bolt-metadata"] ERROR_NO_CLASS_NAME']],
    ["box-without-left", ["boxes.annotations[0] ERROR_INVALID_BOUNDING_BOX"]],
    [
      "errors-in-every-place",
      [
        " ERROR_UNSUPPORTED_USE_CASE_TYPE",
        "boxes ERROR_INVALID_IMAGE_DIMENSION",
        '["boxes-metadata"] ERROR_NO_USE_CASE_TYPE',
      ],
    ],
  ])("are found wherever the service puts them: %s", (name, errors) => {
    const [entry] = entriesOf(name);
    expect(entry && entryErrors(entry).map(({ path, code }) => `${path} ${code}`)).toEqual(errors);
  });

  test("are what is shaped as one, and nothing else", () => {
    const odd = {
      "source-ref": "s3://b/1.jpg",
      errors: [5, null, { code: 5 }, { code: "A", message: 5 }, { code: "B" }],
      "cl-errors": "none",
      label: { annotations: [{ errors: [{ code: "C", message: "in a box" }] }, null, 5] },
      deep: { a: { b: { c: { errors: [{ code: "TOO_DEEP" }] } } } },
      lists: [[[[{ errors: [{ code: "TOO_DEEP" }] }]]]],
    };
    const decoded = DatasetEntry.decode(JSON.stringify(odd));
    expect(isRight(decoded) && entryErrors(decoded.right)).toEqual([
      { path: "", code: "B", message: "" },
      { path: "label.annotations[0]", code: "C", message: "in a box" },
    ]);
  });
});
