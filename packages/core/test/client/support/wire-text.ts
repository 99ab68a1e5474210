import * as fc from "fast-check";

/** The JSON of answers of one schema of the SDK: mostly as the service would send them, now and then not. */
export function wireText(schema: unknown): fc.Arbitrary<string> {
  return wireValue(schema, 0).map((value) => JSON.stringify(value));
}

function wireValue(ref: unknown, depth: number): fc.Arbitrary<unknown> {
  const schema = structureOf(ref);
  return fc.oneof(
    { arbitrary: rightValue(schema, depth), weight: 60 },
    { arbitrary: fc.constant(null), weight: 1 },
    {
      arbitrary: fc.constantFrom("NaN", "Infinity", "1700000000.5", "2023-11-14T22:13:20Z", 1e300, -1.0005),
      weight: 1,
    },
    { arbitrary: fc.jsonValue({ maxDepth: 2 }), weight: 1 },
  );
}

function rightValue(schema: Structure | number, depth: number): fc.Arbitrary<unknown> {
  if (typeof schema === "number") {
    return schema >= LIST_OF ? fc.array(leaf(schema - LIST_OF), { maxLength: 3 }) : leaf(schema);
  }
  const [kind, , , , names, members] = schema;
  if (kind === LIST) {
    return fc.array(wireValue(names, depth + 1), { maxLength: 3 });
  }
  if (!Array.isArray(names) || members === undefined) {
    return fc.dictionary(fc.string(), fc.string(), { maxKeys: 3 });
  }
  const own = Object.fromEntries(
    (names as readonly string[]).map((name, index) => [name, wireValue(members[index], depth + 1)]),
  );
  const strange = fc.oneof(
    { arbitrary: fc.constant({}), weight: 20 },
    { arbitrary: fc.constant({ AddedTomorrow: { Deep: [1] } }), weight: 1 },
    { arbitrary: fc.constant({ __type: "Something", Beside: 1 }), weight: 1 },
  );
  return fc.tuple(fc.record(own, { requiredKeys: [] }), strange, fc.boolean()).map(([members, others, othersFirst]) => {
    // The service has an order of its own.
    const entries = Object.entries(members);
    return Object.fromEntries([
      ...(othersFirst ? Object.entries(others) : []),
      ...(othersFirst ? entries.toReversed() : entries),
      ...(othersFirst ? [] : Object.entries(others)),
    ]);
  });
}

/** A leaf by the SDK's number for it. */
function leaf(kind: number): fc.Arbitrary<unknown> {
  switch (kind) {
    case 0:
      return fc.string();
    case 1:
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case 2:
      return fc.boolean();
    case 4:
      return fc.double({ min: 0, max: 4e9, noNaN: true });
    case 21:
      return fc.base64String();
    default:
      return fc.jsonValue({ maxDepth: 1 });
  }
}

const LIST = 1;
const LIST_OF = 64;

type Structure = readonly [
  kind: number,
  namespace: string,
  name: string,
  traits: unknown,
  names: unknown,
  members?: readonly unknown[],
];

/** Without the traits of the member and the functions that put schemas off until they are needed. */
function structureOf(ref: unknown): Structure | number {
  if (typeof ref === "function") {
    return structureOf((ref as () => unknown)());
  }
  if (Array.isArray(ref) && ref.length === 2) {
    return structureOf(ref[0]);
  }
  return ref as Structure | number;
}
