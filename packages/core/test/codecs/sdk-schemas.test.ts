import * as sdk from "@aws-sdk/client-rekognition";
import * as t from "io-ts";
import { describe, expect, it } from "vitest";
import { finite } from "../../src/codecs/schema/finite.js";
import { ListType } from "../../src/codecs/schema/list.js";
import { OpenEnumType } from "../../src/codecs/schema/open-enum.js";
import { OptionalType } from "../../src/codecs/schema/optional.js";
import { type StructDefinition, StructType } from "../../src/codecs/schema/struct.js";
import { Timestamp } from "../../src/codecs/timestamp.js";
import * as core from "../../src/index.js";

/**
 * A member's kind, by the SDK's own schema and by our codec, in the same words.
 *
 * The SDK's static schemas are tuples: `[3, namespace, name, traits, members, their schemas]` is a structure,
 * `[1, namespace, name, traits, item]` a list; 0 is a string, 1 a number, 2 a boolean, 4 a timestamp,
 * 64 and more the list of one; a function gives what it refers to.
 */
function kindInSdk(schema: unknown): string {
  const referred: unknown = typeof schema === "function" ? (schema as () => unknown)() : schema;
  if (Array.isArray(referred)) {
    return referred[0] === 1 ? `list of ${kindInSdk(referred[4])}` : String(referred[2]);
  }
  const kind = Number(referred);
  return kind >= 64 ? `list of ${kindInSdk(kind - 64)}` : (KINDS[kind] ?? `schema ${kind}`);
}

const KINDS: Readonly<Record<number, string>> = { 0: "string", 1: "number", 2: "boolean", 4: "timestamp" };

function kindInCodec(codec: unknown): string {
  if (codec instanceof OptionalType) {
    return kindInCodec(codec.codec);
  }
  if (codec instanceof ListType) {
    return `list of ${kindInCodec(codec.item)}`;
  }
  if (codec instanceof StructType) {
    return codec.name;
  }
  if (codec instanceof OpenEnumType || codec === t.string || ARNS.has(codec)) {
    return "string";
  }
  if (codec === finite) {
    return "number";
  }
  if (codec === t.boolean) {
    return "boolean";
  }
  return codec === Timestamp ? "timestamp" : "a codec that this test does not know";
}

const ARNS: ReadonlySet<unknown> = new Set([core.ProjectArn, core.DatasetArn, core.ProjectVersionArn]);

const schemas = new Map(
  Object.values(sdk as object)
    .filter((value): value is readonly unknown[] => Array.isArray(value) && value[0] === 3)
    .map((schema) => [schema[2], schema]),
);

const structs = Object.values(core as object).filter((value) => value instanceof StructType);

it("there are structures to compare, and the SDK's own to compare them with", () => {
  expect(structs.length).toBeGreaterThan(20);
  expect(schemas.size).toBeGreaterThan(200);
});

describe.each(structs.map((codec) => ({ name: codec.name, codec })))("$name", ({ name, codec }) => {
  const { fields } = codec.definition as StructDefinition<Record<string, unknown>>;
  const [, , , , members, kinds] = (schemas.get(name) ?? []) as unknown as [0, 0, 0, 0, string[], unknown[]];

  it("has each member of the SDK's structure, of the same kind, and no other", () => {
    const ours = Object.entries(fields).map(([member, field]) => `${member}: ${kindInCodec(field)}`);
    expect(ours).toEqual(members.map((member, index) => `${member}: ${kindInSdk(kinds[index])}`));
  });

  it("is exported by its own name", () => {
    expect((core as Readonly<Record<string, unknown>>)[name]).toBe(codec);
  });
});

it("every structure that a codec refers to is exported", () => {
  const exported = new Set(structs.map(({ name }) => name));
  const referred = structs.flatMap((codec) =>
    Object.values((codec.definition as StructDefinition<Record<string, unknown>>).fields).map((field) =>
      kindInCodec(field).replace("list of ", ""),
    ),
  );
  expect(referred.filter((kind) => !exported.has(kind) && !Object.values(KINDS).includes(kind))).toEqual([]);
});
