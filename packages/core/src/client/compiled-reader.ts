/** A schema of the SDK, as its protocols see one: the methods that are used here. */
export interface SdkSchema {
  getSchema(): unknown;
  isStructSchema(): boolean;
  isUnionSchema(): boolean;
  isListSchema(): boolean;
  isStringSchema(): boolean;
  isBooleanSchema(): boolean;
  isNumericSchema(): boolean;
  getMergedTraits(): object;
  getValueSchema(): SdkSchema;
  structIterator(): Iterable<readonly [name: string, schema: SdkSchema]>;
}

/** Makes the SDK's value from one that JSON.parse gave. Throws if that does not match the schema. */
export type Reader = (value: unknown) => unknown;

/**
 * Makes, once, a reader that does what the SDK does with an answer of this schema: the same members in the same order,
 * without unknown members and without `null`, and timestamps as Dates.
 *
 * The SDK asks the schema about every member of every value anew, which takes longer than `JSON.parse` does.
 * `undefined` for a schema with anything but structures, lists, strings, booleans, numbers and timestamps of epoch seconds.
 */
export function compiledReader(schema: SdkSchema): Reader | undefined {
  return compile(schema, new Set());
}

function compile(schema: SdkSchema, around: ReadonlySet<unknown>): Reader | undefined {
  if (schema.isStructSchema()) {
    return schema.isUnionSchema() ? undefined : structReader(schema, around);
  }
  if (schema.isListSchema()) {
    const item = compile(schema.getValueSchema(), around);
    return item === undefined ? undefined : listReader(item);
  }
  if (schema.isStringSchema()) {
    return "mediaType" in schema.getMergedTraits() ? undefined : asItIs;
  }
  if (schema.isBooleanSchema()) {
    return asItIs;
  }
  if (schema.isNumericSchema()) {
    return readNumber;
  }
  const kind = schema.getSchema();
  return kind === DEFAULT_TIMESTAMP || kind === EPOCH_TIMESTAMP ? readEpochSeconds : undefined;
}

const DEFAULT_TIMESTAMP = 4;
const EPOCH_TIMESTAMP = 7;

function structReader(schema: SdkSchema, around: ReadonlySet<unknown>): Reader | undefined {
  const identity = schema.getSchema();
  if (around.has(identity)) {
    // A structure that contains itself would be compiled without end.
    return undefined;
  }
  const inside = new Set(around).add(identity);
  const members: (readonly [name: string, reader: Reader])[] = [];
  for (const [name, member] of schema.structIterator()) {
    const reader = compile(member, inside);
    if (reader === undefined) {
      return undefined;
    }
    members.push([name, reader]);
  }
  return (value) => {
    const record = value as Readonly<Record<string, unknown>>;
    // If there is a `__type`, the SDK keeps unknown members too.
    if (typeof value !== "object" || value === null || typeof record["__type"] === "string") {
      throw new UnforeseenValueError();
    }
    const read: Record<string, unknown> = {};
    for (const [name, reader] of members) {
      const member = record[name];
      if (member !== undefined && member !== null) {
        read[name] = reader === asItIs ? member : reader(member);
      }
    }
    return read;
  };
}

function listReader(item: Reader): Reader {
  return (value) => {
    if (!Array.isArray(value)) {
      throw new UnforeseenValueError();
    }
    if (item !== asItIs) {
      for (let index = 0; index < value.length; index += 1) {
        value[index] = item(value[index]);
      }
    }
    return value as unknown;
  };
}

const asItIs: Reader = (value) => value;

function readNumber(value: unknown): unknown {
  // The SDK reads "Infinity" and "NaN" as numbers, and some of its versions make a bigint of a very large number.
  if (typeof value !== "number" || Math.abs(value) > Number.MAX_SAFE_INTEGER) {
    throw new UnforeseenValueError();
  }
  return value;
}

function readEpochSeconds(value: unknown): Date {
  if (typeof value !== "number" || !Number.isFinite(value)) {
    throw new UnforeseenValueError();
  }
  return new Date(Math.round(value * 1_000));
}

class UnforeseenValueError extends Error {}
