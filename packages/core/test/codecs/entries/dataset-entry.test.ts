import * as fc from "fast-check";
import { isLeft, isRight, right } from "fp-ts/lib/Either.js";
import { describe, expect, expectTypeOf, it } from "vitest";
import { DatasetEntry } from "../../../src/codecs/entries/dataset-entry.js";
import { decodeErrorFrom } from "../../../src/codecs/decode-error-from.js";
import type { ImageSize, LabelAttribute } from "../../../src/codecs/entries/label-attribute.js";
import { grow, nearly, spoiled } from "../support/hostile.js";

const source = "s3://bucket/images/sunrise.png";

const classification = (name: string) => ({
  type: "groundtruth/image-classification",
  confidence: 1,
  "job-name": `labeling-job/${name}`,
  "class-name": name,
  "human-annotated": "yes",
  "creation-date": "2020-03-06T17:46:39.176",
});
const multiLabel = {
  type: "groundtruth/image-classification-multilabel",
  "job-name": "labeling-job/street",
  "class-map": { "0": "person", "1": "bicycle", "8": "clothing" },
  "human-annotated": "yes",
  "creation-date": "2020-02-27T21:36:25.000201",
  "confidence-map": { "0": 0.77, "1": 0.95, "8": 0.2 },
};
const boxes = {
  image_size: [{ width: 640, height: 480, depth: 3 }],
  annotations: [
    { class_id: 1, top: 251, left: 399, width: 155, height: 101 },
    { class_id: 0, top: 65, left: 86, width: 220, height: 334 },
  ],
};
const boxesMetadata = {
  type: "groundtruth/object-detection",
  objects: [{ confidence: 1 }, { confidence: 0.8 }],
  "class-map": { "0": "Echo", "1": "Echo Dot" },
  "human-annotated": "yes",
  "creation-date": "2018-10-18T22:18:13.527256",
  "job-name": "my job",
};

const decode = (members: object) => DatasetEntry.decode(JSON.stringify(members));

function issuesOf(line: unknown): readonly string[] {
  const decoded = DatasetEntry.decode(line);
  return isLeft(decoded) ? decodeErrorFrom(decoded.left).errors.map(({ path, message }) => `${path}: ${message}`) : [];
}

describe("a line", () => {
  it("with a label of the whole image is one, with its metadata", () => {
    const line = { "source-ref": source, sky: 1, "sky-metadata": classification("sunrise") };
    expect(decode(line)).toStrictEqual(
      right({
        "source-ref": source,
        labels: [
          {
            type: "groundtruth/image-classification",
            attribute: "sky",
            value: 1,
            metadata: classification("sunrise"),
          },
        ],
        attributes: {},
      }),
    );
  });

  it("with several attributes has several labels, in their order, wherever their metadata stand", () => {
    const line = {
      "z-metadata": classification("z"),
      z: 0,
      "source-ref": source,
      a: 1,
      b: 0,
      "b-metadata": classification("b"),
      "a-metadata": classification("a"),
    };
    const decoded = decode(line);
    expect(isRight(decoded) && decoded.right.labels.map(({ attribute }) => attribute)).toEqual(["z", "a", "b"]);
  });

  it("with one attribute of many labels is one of the second form", () => {
    const decoded = decode({ "source-ref": source, street: [1, 0, 8], "street-metadata": multiLabel });
    expect(decoded).toStrictEqual(
      right({
        "source-ref": source,
        labels: [{ type: multiLabel.type, attribute: "street", value: [1, 0, 8], metadata: multiLabel }],
        attributes: {},
      }),
    );
  });

  it("with bounding boxes has them as they are", () => {
    const decoded = decode({ "source-ref": source, "bounding-box": boxes, "bounding-box-metadata": boxesMetadata });
    expect(decoded).toStrictEqual(
      right({
        "source-ref": source,
        labels: [{ type: boxesMetadata.type, attribute: "bounding-box", value: boxes, metadata: boxesMetadata }],
        attributes: {},
      }),
    );
  });

  it("keeps every attribute that is no label, and labels of another form", () => {
    const others = {
      "cl-metadata": { is_labeled: true },
      weather: "fair",
      masks: "s3://bucket/mask.png",
      "masks-metadata": { type: "groundtruth/semantic-segmentation" },
      odd: 1,
      "odd-metadata": "no object",
      typeless: 1,
      "typeless-metadata": { "class-name": "x" },
      "source-ref-metadata": classification("x"),
      toString: 1,
      "toString-metadata": { type: "toString" },
    };
    expect(decode({ "source-ref": source, ...others })).toStrictEqual(
      right({ "source-ref": source, labels: [], attributes: others }),
    );
  });

  it("keeps what the service adds to a label: its errors", () => {
    const errors = [{ code: "ERROR_INVALID_BOUNDING_BOX", message: "The bounding box has off frame values." }];
    const [box] = boxes.annotations;
    const value = { ...boxes, annotations: [{ ...box, left: -1, errors }] };
    const metadata = { ...boxesMetadata, errors };
    const decoded = decode({ "source-ref": source, BB: value, "BB-metadata": metadata, errors });
    expect(decoded).toMatchObject({ right: { labels: [{ value, metadata }], attributes: { errors } } });
  });

  it("may have nothing but its image, and an attribute of any name", () => {
    const line = `{"source-ref":"${source}","__proto__":{"polluted":true},"__proto__-metadata":5}`;
    const decoded = DatasetEntry.decode(line);
    if (isLeft(decoded)) {
      throw new Error("a name is no error");
    }
    expect(Object.entries(decoded.right.attributes)).toEqual([
      ["__proto__", { polluted: true }],
      ["__proto__-metadata", 5],
    ]);
    expect(JSON.parse(DatasetEntry.encode(decoded.right))).toEqual(JSON.parse(line));
  });
});

describe("what is no entry", () => {
  it.each<[string, unknown, readonly string[]]>([
    ["no line", 5, [": expected a line of JSON, an object with a source-ref"]],
    ["nothing", undefined, [": expected a line of JSON, an object with a source-ref"]],
    ["a list", "[]", [": expected a line of JSON, an object with a source-ref"]],
    ["null", "null", [": expected a line of JSON, an object with a source-ref"]],
    ["an object that was parsed already", {}, [": expected a line of JSON, an object with a source-ref"]],
    ["without an image", "{}", ['["source-ref"]: expected string']],
    ["with an image that is none", '{"source-ref":5}', ['["source-ref"]: expected string']],
  ])("%s is refused, and it is said what for", (_, line, issues) => {
    expect(issuesOf(line)).toEqual(issues);
  });

  it.each(["", "no JSON", '{"source-ref":"s3://b/1.jpg"', "{'source-ref': 's3://b/1.jpg'}", '{"a":1}{"b":2}'])(
    "%j is no JSON, and it is said where",
    (line) => {
      expect(issuesOf(line)).toEqual([expect.stringMatching(/^: expected a line of JSON \(.*JSON.*\)$/u)]);
    },
  );
});

describe("a label that is not right", () => {
  it("is no reason to lose the image: it stays an attribute, whichever of its parts is wrong", () => {
    const [first, second] = boxes.annotations;
    const attributes = {
      sky: 1,
      "sky-metadata": { ...classification("sunrise"), "class-name": undefined },
      sure: 1,
      "sure-metadata": { ...classification("sunrise"), confidence: "high" },
      street: [1, "0x0"],
      "street-metadata": multiLabel,
      road: [1],
      "road-metadata": { ...multiLabel, "class-map": { "1": 5 } },
      BB: { ...boxes, annotations: [first, { ...second, left: undefined }] },
      "BB-metadata": boxesMetadata,
    };
    const decoded = decode({ "source-ref": source, good: 1, "good-metadata": classification("good"), ...attributes });
    if (isLeft(decoded)) {
      throw new Error("its image can be read");
    }
    expect(decoded.right.labels.map(({ attribute }) => attribute)).toEqual(["good"]);
    expect(decoded.right.attributes).toEqual(JSON.parse(JSON.stringify(attributes)));
  });
});

describe("whatever the line", () => {
  const attribute = fc.oneof(fc.constantFrom("a", "b", "BB", "a-metadata", "__proto__", "1"), fc.string());
  const text = fc.string();
  const label = fc.oneof(
    fc.record({
      value: fc.integer(),
      metadata: fc.record(
        { type: fc.constant(classification("").type), "class-name": text, confidence: fc.nat(), more: fc.string() },
        { requiredKeys: ["type", "class-name"] },
      ),
    }),
    fc.record({
      value: fc.array(fc.nat()),
      metadata: fc.record(
        {
          type: fc.constant(multiLabel.type),
          "class-map": fc.dictionary(fc.nat().map(String), text),
          "confidence-map": fc.dictionary(fc.nat().map(String), fc.nat()),
          "job-name": text,
        },
        { requiredKeys: ["type", "class-map"] },
      ),
    }),
    fc.record({
      value: fc.record({
        image_size: fc.array(fc.record({ width: fc.nat(), height: fc.nat() })),
        annotations: fc.array(
          fc.record({ class_id: fc.nat(), top: fc.integer(), left: fc.integer(), width: fc.nat(), height: fc.nat() }),
        ),
      }),
      metadata: fc.record({
        type: fc.constant(boxesMetadata.type),
        "class-map": fc.dictionary(fc.nat().map(String), text),
      }),
    }),
    fc.record({ value: fc.string(), metadata: fc.string() }),
  );
  const members = fc.array(fc.tuple(attribute, label), { maxLength: 4 }).map((labels) => {
    const pairs = labels.flatMap(([name, { value, metadata }]): [string, unknown][] => [
      [name, value],
      [`${name}-metadata`, metadata],
    ]);
    return Object.fromEntries([["source-ref", source], ...pairs]);
  });
  const lines = fc.oneof(
    members.map((value) => JSON.stringify(value)),
    spoiled(members).map((plan) => {
      try {
        return JSON.stringify(grow(plan)) ?? "";
      } catch {
        return "";
      }
    }),
    fc.json(),
    fc.string(),
  );

  it("nothing is lost: an entry is encoded to a line that says the same", () => {
    fc.assert(
      fc.property(lines, (line) => {
        const decoded = DatasetEntry.decode(line);
        fc.pre(isRight(decoded));
        expect(DatasetEntry.is(decoded.right)).toBe(true);
        const encoded = DatasetEntry.encode(decoded.right);
        expect(JSON.parse(encoded)).toEqual(JSON.parse(line));
        expect(new Set(Object.keys(JSON.parse(encoded) as object)).size).toBe(
          Object.keys(JSON.parse(line) as object).length,
        );
      }),
      { numRuns: 300 },
    );
  });

  it("nothing throws, and of every refusal it is said where and what", () => {
    fc.assert(
      fc.property(fc.oneof(lines, nearly), (plan) => {
        const value = grow(plan);
        for (const issue of issuesOf(value)) {
          expect(issue).toMatch(/^.*: expected .+/su);
        }
        expect(DatasetEntry.is(value)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});

/** A type test too: each form is narrowed by its type. */
const classesIn = (label: LabelAttribute): readonly (string | undefined)[] => {
  switch (label.type) {
    case "groundtruth/image-classification":
      expectTypeOf(label.value).toEqualTypeOf<number>();
      return [label.metadata["class-name"]];
    case "groundtruth/image-classification-multilabel":
      expectTypeOf(label.value).toEqualTypeOf<readonly number[]>();
      return label.value.map((id) => label.metadata["class-map"][id]);
    case "groundtruth/object-detection":
      expectTypeOf(label.value.image_size).toEqualTypeOf<readonly ImageSize[]>();
      return label.value.annotations.map(({ class_id }) => label.metadata["class-map"][class_id]);
  }
};

describe("an entry", () => {
  const entry = {
    "source-ref": source,
    labels: [{ type: multiLabel.type, attribute: "street", value: [1], metadata: multiLabel }],
    attributes: {},
  };

  it("is recognised by all of its members", () => {
    expect(DatasetEntry.is(entry)).toBe(true);
    const [label] = entry.labels;
    for (const wrong of [
      { ...entry, "source-ref": 5 },
      { ...entry, labels: {} },
      { ...entry, attributes: undefined },
      { ...entry, labels: [5] },
      { ...entry, labels: [{ ...label, attribute: 5 }] },
      { ...entry, labels: [{ ...label, type: "groundtruth/object-detection" }] },
      { ...entry, labels: [{ ...label, value: 5 }] },
      { ...entry, labels: [{ ...label, metadata: {} }] },
      { ...entry, labels: [{ ...label, metadata: { type: multiLabel.type } }] },
    ]) {
      expect(DatasetEntry.is(wrong)).toBe(false);
    }
  });

  it("has labels that are narrowed by their type", () => {
    const decoded = decode({
      "source-ref": source,
      sky: 1,
      "sky-metadata": classification("sunrise"),
      street: [1, 8],
      "street-metadata": multiLabel,
      BB: boxes,
      "BB-metadata": boxesMetadata,
    });
    expect(isRight(decoded) && decoded.right.labels.map(classesIn)).toEqual([
      ["sunrise"],
      ["bicycle", "clothing"],
      ["Echo Dot", "Echo"],
    ]);
  });
});
