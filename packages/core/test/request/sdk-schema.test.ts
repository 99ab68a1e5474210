import * as sdk from "@aws-sdk/client-rekognition";
import { describe, expect, test, vi } from "vitest";
import type { CommandClass } from "../../src/request/paged-operation.js";
import { hasMember, memberNames, schemaOf } from "../../src/request/sdk-schema.js";
import { ListThingsCommand } from "../support/things.js";

const commands = Object.entries(sdk).filter(([name]) => /^[A-Z]\w+Command$/.test(name)) as [
  string,
  CommandClass<object>,
][];

/** A class that looks like an SDK's, whose commands have this for a schema. */
function commandWith(schema: unknown): CommandClass<object> {
  return class {
    static readonly getEndpointParameterInstructions = (): object => ({});
    readonly schema = schema;
  };
}

const throwing: CommandClass<object> = class {
  static readonly getEndpointParameterInstructions = (): object => ({});
  readonly input: object = {};
  constructor() {
    throw new Error("no command without an input");
  }
};

describe("the schema of a command", () => {
  test.each(commands)("of the SDK is read: %s", (name, Command) => {
    const schema = schemaOf(Command);
    expect(schema, name).toBeDefined();
    // The member that every paginated operation of the service has, on both sides or on neither.
    const [takes, gives] = [schema?.input, schema?.output].map(
      (side) => side !== undefined && hasMember(side, ["NextToken"]),
    );
    expect(takes).toBe(gives);
  });

  test("has the names of its members, and those within structures", () => {
    const schema = schemaOf(sdk.DescribeDatasetCommand);
    if (schema === undefined) {
      throw new Error("no schema");
    }
    expect(memberNames(schema.input)).toEqual(["DatasetArn"]);
    expect(hasMember(schema.output, ["DatasetDescription", "DatasetStats", "LabeledEntries"])).toBe(true);
    expect(hasMember(schema.output, ["DatasetDescription", "Stats"])).toBe(false);
    expect(hasMember(schema.output, ["DatasetDescription", "DatasetStats", "Labeled"])).toBe(false);
    expect(hasMember(schema.output, ["Description"])).toBe(false);
  });

  test.each<[string, CommandClass<object>]>([
    ["a command written by hand", ListThingsCommand as never],
    ["a command that cannot be made without an input", throwing],
    ["a command of an SDK without schemas", commandWith(undefined)],
    ["a schema of another kind", commandWith([3, "a", "b", 0, []])],
    ["an operation without structures", commandWith([9, "a", "b", 0, 0, 0])],
    ["no array", commandWith({ input: [] })],
  ])("is none for %s", (_, Command) => {
    expect(schemaOf(Command)).toBeUndefined();
  });

  test("of no other class is asked by constructing it", () => {
    const other = vi.fn<() => void>();
    schemaOf(other as never);
    expect(other).not.toHaveBeenCalled();
  });
});
