import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { StructType, type StructDefinition } from "../../src/codecs/schema/struct.js";
import * as core from "../../src/index.js";

/**
 * What AWS's service model says of the operations, as botocore has it. The emulator's tests keep the extract, and
 * `test/conformance` holds it against the botocore of the machine: what AWS adds is red there first, and here then.
 */
const model = JSON.parse(
  readFileSync(new URL("../../../emulator/test/fixtures/service-model.json", import.meta.url), "utf8"),
) as Readonly<Record<string, { readonly input: Shape; readonly output: Shape }>>;

interface Shape {
  readonly name: string;
  readonly type: string;
  readonly max?: number;
  readonly members?: Readonly<Record<string, Shape>>;
  readonly item?: Shape;
}

const FAMILY = [
  "DescribeProjects",
  "DescribeProjectVersions",
  "ListDatasetEntries",
  "ListDatasetLabels",
  "ListProjectPolicies",
];

const exported = core as unknown as Readonly<Record<string, unknown>>;

describe.each(FAMILY)("%s", (operation) => {
  type Walk = (config: object, input: object) => unknown;
  const list = exported[`${operation.charAt(0).toLowerCase()}${operation.slice(1)}$`] as Walk;
  const client = { send: () => Promise.reject(new Error("nothing is sent")) };
  const input = { ProjectArn: "arn", DatasetArn: "arn" };

  test("takes the page size that the service takes, and refuses one more, wherever it is given", () => {
    const most = model[operation]?.input.members?.["MaxResults"]?.max ?? Number.NaN;
    expect(most).toBeGreaterThan(0);
    expect(() => list({ client, pageSize: most }, input)).not.toThrow();
    expect(() => list({ client }, { ...input, MaxResults: most })).not.toThrow();
    expect(() => list({ client, pageSize: most + 1 }, input)).toThrow(`from 1 to ${most}, not ${most + 1}`);
    expect(() => list({ client }, { ...input, MaxResults: most + 1 })).toThrow(`from 1 to ${most}, not ${most + 1}`);
  });
});

describe.each([...FAMILY, "DescribeDataset"])("the answer of %s", (operation) => {
  test("has a codec for each of its structures, with every member and no other", () => {
    const output = model[operation]?.output;
    if (output === undefined) {
      throw new Error(`${operation} is not in the extract of the service model`);
    }
    for (const { name, members } of structuresOf(output)) {
      const codec = exported[name];
      if (!(codec instanceof StructType)) {
        throw new Error(`${name} has no codec`);
      }
      const { fields } = codec.definition as StructDefinition<Record<string, unknown>>;
      expect(Object.keys(fields).toSorted(byText), name).toEqual(Object.keys(members ?? {}).toSorted(byText));
    }
  });
});

function structuresOf(shape: Shape): readonly Shape[] {
  const inner = [...Object.values(shape.members ?? {}), ...(shape.item === undefined ? [] : [shape.item])];
  return [...(shape.type === "structure" ? [shape] : []), ...inner.flatMap(structuresOf)];
}

function byText(a: string, b: string): number {
  return a < b ? -1 : 1;
}
