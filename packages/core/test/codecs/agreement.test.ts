import * as fc from "fast-check";
import { isRight } from "fp-ts/lib/Either.js";
import { fromEither as toOption } from "fp-ts/lib/Option.js";
import * as t from "io-ts";
import { describe, expect, it } from "vitest";
import { decodeErrorFrom } from "../../src/codecs/decode-error-from.js";
import { ProjectDescription } from "../../src/codecs/project-description.js";
import { ListType } from "../../src/codecs/schema/list.js";
import { OptionalType } from "../../src/codecs/schema/optional.js";
import { type StructDefinition, StructType } from "../../src/codecs/schema/struct.js";
import { Timestamp } from "../../src/codecs/timestamp.js";
import * as core from "../../src/index.js";
import { grow, hostileMakers, nearly, spoiled } from "./support/hostile.js";
import { dataset, datasetDescription, label, page, pageOf, policy, project, version } from "./support/wire.js";

type Codec = t.Type<unknown>;

/** The same codec without its short ways: what writes the reports must also decode every value. */
function withoutShortWays(codec: t.Any): Codec {
  if (codec instanceof OptionalType) {
    return new OptionalType(withoutShortWays(codec.codec));
  }
  if (codec instanceof ListType) {
    return new ListType(withoutShortWays(codec.item)) as t.Any;
  }
  if (!(codec instanceof StructType)) {
    return codec;
  }
  const definition = codec.definition as StructDefinition<Record<string, unknown>>;
  const fields = Object.fromEntries(
    Object.entries<t.Any>(definition.fields).map(([key, field]) => [key, withoutShortWays(field)]),
  );
  return new StructType({ ...definition, fields, read: () => undefined } as StructDefinition<
    Record<string, unknown>
  >) as t.Any;
}

const inputs: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  DatasetMetadata: dataset,
  ProjectDescription: project,
  DescribeProjectsResponse: page,
  ProjectVersionDescription: version,
  DescribeProjectVersionsResponse: pageOf("ProjectVersionDescriptions", version),
  DatasetDescription: datasetDescription,
  DescribeDatasetResponse: fc.record({ DatasetDescription: datasetDescription }, { requiredKeys: [] }),
  DatasetLabelDescription: label,
  ListDatasetLabelsResponse: pageOf("DatasetLabelDescriptions", label),
  ListDatasetEntriesResponse: pageOf("DatasetEntries", fc.string()),
  ProjectPolicy: policy,
  ListProjectPoliciesResponse: pageOf("ProjectPolicies", policy),
};

const codecs: readonly Codec[] = Object.values(core as object).filter((value) => value instanceof StructType);

it("every structure that the package has is looked at here, alone or inside another", () => {
  const names = codecs.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(Object.keys(inputs)));
  expect(names).toHaveLength(27);
});

// Less where fast-check is configured to run less: mutation testing runs this file some hundred times.
const SHARE = (fc.readConfigureGlobal().numRuns ?? 100) / 100;

describe.each(codecs.map((codec) => ({ name: codec.name, codec })))("$name", ({ name, codec }) => {
  const slow = withoutShortWays(codec);
  const valid = inputs[name];
  const input = valid === undefined ? nearly : fc.oneof(valid, spoiled(valid), nearly);
  // What is mostly valid: a value that does not decode says nothing about encoding.
  const sound =
    valid === undefined ? nearly : fc.oneof({ weight: 4, arbitrary: valid }, { weight: 1, arbitrary: input });
  // A short way is what can disagree; the others are their members' codecs already.
  const { read } = (codec as StructType<object>).definition;
  const count = Math.ceil((read !== undefined ? 250 : valid === undefined ? 30 : 100) * SHARE);

  it("decodes by its short way as by its members' codecs, whatever it is given", () => {
    fc.assert(
      fc.property(input, (plan) => {
        const value = grow(plan);
        const fast = codec.decode(value);
        const composed = slow.decode(value);
        expect(toOption(fast)).toStrictEqual(toOption(composed));
      }),
      { numRuns: count },
    );
  });

  it("never throws, and says of every refusal where and what", () => {
    fc.assert(
      fc.property(input, (plan) => {
        const decoded = codec.decode(grow(plan));
        if (isRight(decoded)) {
          return;
        }
        const error = decodeErrorFrom(decoded.left);
        expect(error.errors.length).toBeGreaterThan(0);
        expect(error.message).toMatch(/^cannot decode .+: expected /u);
        expect(error.message.length).toBeLessThan(600);
      }),
      { numRuns: count },
    );
  });

  it("agrees and does not throw on any hostile value in the place of any member", () => {
    const whole = {
      ProjectArn: "arn:aws:rekognition:us-east-1:111122223333:project/p/1700000000123",
      DatasetArn: "arn:aws:rekognition:us-east-1:111122223333:project/p/dataset/train/1700000000456",
      ProjectVersionArn: "arn:aws:rekognition:us-east-1:111122223333:project/p/version/v/1700000000789",
      LabelName: "label",
      PolicyName: "policy",
    };
    for (const key of ["", ...Object.keys((codec as StructType<object>).definition.fields)]) {
      for (const make of hostileMakers) {
        const value = key === "" ? make() : { ...whole, [key]: make() };
        expect(toOption(codec.decode(value))).toStrictEqual(toOption(slow.decode(value)));
      }
    }
  });

  it("decodes what it encodes to an equal value, through JSON too", () => {
    fc.assert(
      fc.property(sound, (plan) => {
        const decoded = codec.decode(grow(plan));
        fc.pre(isRight(decoded));
        const encoded = codec.encode(decoded.right);
        expect(codec.decode(encoded)).toStrictEqual(decoded);
        expect(codec.decode(JSON.parse(JSON.stringify(encoded)))).toStrictEqual(decoded);
      }),
      { numRuns: count },
    );
  });

  it("recognises what it decodes, and only that", () => {
    fc.assert(
      fc.property(input, (plan) => {
        const value = grow(plan);
        const decoded = codec.decode(value);
        expect(codec.is(isRight(decoded) ? decoded.right : value)).toBe(isRight(decoded));
      }),
      { numRuns: count },
    );
  });
});

const withShortWay = codecs.flatMap((codec) => {
  const { name, read } = (codec as StructType<object>).definition;
  return read === undefined ? [] : [{ name, codec, read }];
});

describe.each(withShortWay)("the short way of $name", ({ name, codec, read }) => {
  const slow = withoutShortWays(codec);

  it("reads by itself all that is valid: the members' codecs are for what is not", () => {
    fc.assert(
      fc.property(inputs[name] ?? nearly, (plan) => {
        const value = grow(plan);
        const composed = slow.decode(value);
        fc.pre(isRight(composed));
        expect(read(value)).toStrictEqual(composed.right);
      }),
      { numRuns: Math.ceil(100 * SHARE) },
    );
  });
});

const matching = (pattern: RegExp) => t.refinement(t.string, (text) => pattern.test(text) && text.length <= 2_048);

describe("against ordinary io-ts", () => {
  // Written here a second time, in plain combinators, so that the two share no mistake.
  const missing = t.union([t.null, t.undefined]);
  const maybe = (codec: t.Mixed) => t.union([missing, codec]);
  const time = t.refinement(t.unknown, (value) => isRight(Timestamp.decode(value)));
  const head = String.raw`^arn:[a-z\d-]+:rekognition:[a-z\d-]+:\d{12}:project\/[a-zA-Z0-9_.\-]{1,255}`;
  const plainDataset = t.intersection([
    t.type({ DatasetArn: matching(new RegExp(String.raw`${head}\/dataset\/[a-z\d_-]+\/[0-9]+$`)) }),
    t.partial({
      CreationTimestamp: maybe(time),
      DatasetType: maybe(t.string),
      Status: maybe(t.string),
      StatusMessage: maybe(t.string),
      StatusMessageCode: maybe(t.string),
    }),
  ]);
  const plainProject = t.intersection([
    t.type({ ProjectArn: matching(new RegExp(String.raw`${head}\/[0-9]+$`)) }),
    t.partial({
      CreationTimestamp: maybe(time),
      Status: maybe(t.string),
      Datasets: maybe(t.array(plainDataset)),
      Feature: maybe(t.string),
      AutoUpdate: maybe(t.string),
    }),
  ]);

  it("accepts of JSON exactly what the plain codec accepts", () => {
    const broken = fc.tuple(project, fc.jsonValue(), fc.nat(), fc.boolean()).map(([value, other, which, deep]) => {
      const copy = structuredClone(value) as Record<string, unknown>;
      const datasets = copy["Datasets"];
      const first: unknown = Array.isArray(datasets) ? datasets[0] : undefined;
      const target = deep && typeof first === "object" && first !== null ? (first as Record<string, unknown>) : copy;
      const keys = Object.keys(target);
      target[keys[which % keys.length] ?? "Status"] = other;
      return copy;
    });
    fc.assert(
      fc.property(fc.oneof(project, broken), (value) => {
        expect(isRight(ProjectDescription.decode(value))).toBe(plainProject.is(value));
      }),
      { numRuns: 250 },
    );
  });
});
