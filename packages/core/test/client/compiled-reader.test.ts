import { describe, expect, test } from "vitest";
import { compiledReader, type SdkSchema } from "../../src/client/compiled-reader.js";

const yes = (): boolean => true;
const no = (): boolean => false;

/** A schema as the SDK would show it; nothing of what is asked, unless it is said. */
function schemaOf(said: Partial<SdkSchema>): SdkSchema {
  return {
    getSchema: () => said,
    isStructSchema: no,
    isUnionSchema: no,
    isListSchema: no,
    isStringSchema: no,
    isBooleanSchema: no,
    isNumericSchema: no,
    getMergedTraits: () => ({}),
    getValueSchema: () => schemaOf({}),
    structIterator: () => [],
    ...said,
  };
}

const text = schemaOf({ isStringSchema: yes });
const structOf = (members: Readonly<Record<string, SdkSchema>>, said: Partial<SdkSchema> = {}): SdkSchema =>
  schemaOf({ isStructSchema: yes, structIterator: () => Object.entries(members), ...said });
const listOf = (item: SdkSchema): SdkSchema => schemaOf({ isListSchema: yes, getValueSchema: () => item });

describe("a schema that the SDK reads in a way of its own is not compiled", () => {
  const node: SdkSchema = structOf({}, { structIterator: () => [["Next", node]] });

  test.each<readonly [what: string, schema: SdkSchema]>([
    ["a union", structOf({ A: text }, { isUnionSchema: yes })],
    ["a text of a media type, which may be JSON", schemaOf({ isStringSchema: yes, getMergedTraits: jsonText })],
    ["a timestamp written as a date", schemaOf({ getSchema: () => 5 })],
    ["a blob", schemaOf({ getSchema: () => 21 })],
    ["a structure inside itself", node],
  ])("%s, wherever it stands", (_, schema) => {
    expect(compiledReader(schema)).toBeUndefined();
    expect(compiledReader(listOf(schema))).toBeUndefined();
    expect(compiledReader(structOf({ A: text, B: listOf(schema) }))).toBeUndefined();
  });
});

test("a structure that stands in two places, and not inside itself, is compiled", () => {
  const shared = structOf({ A: text });
  const read = compiledReader(structOf({ Left: shared, Right: listOf(shared) }));
  expect(read?.({ Right: [{ A: "r", B: 1 }], Left: { A: "l" } })).toEqual({ Left: { A: "l" }, Right: [{ A: "r" }] });
});

test.each([4, 7])("a timestamp of kind %i is read as epoch seconds", (kind) => {
  expect(compiledReader(schemaOf({ getSchema: () => kind }))?.(1.0015)).toEqual(new Date(1_002));
});

function jsonText(): object {
  return { mediaType: "application/json" };
}
