import * as fc from "fast-check";
import { datasetArn, projectArn, versionArn } from "./wire.js";

const refuse = (): never => {
  throw new Error("not for reading");
};
const refusing = {
  get: refuse,
  has: refuse,
  ownKeys: refuse,
  getPrototypeOf: refuse,
  getOwnPropertyDescriptor: refuse,
};

/**
 * Values made to make a decoder throw, hang or lie.
 *
 * In properties they are generated as seeds and made by {@link grow}, inside: fast-check looks into what it generates,
 * and does not survive all of them either.
 */
export const hostileMakers: readonly (() => unknown)[] = [
  () => undefined,
  () => null,
  () => Number.NaN,
  () => Number.POSITIVE_INFINITY,
  () => 1e300,
  () => -0,
  () => 1n,
  () => Symbol("s"),
  () => refuse,
  () => Object.create(null) as unknown,
  () => new Proxy({}, refusing),
  () => new Proxy([], refusing),
  () => new Proxy(new Date(), refusing),
  () => new Proxy(refuse, refusing),
  () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
  () => {
    const { proxy, revoke } = Proxy.revocable([], {});
    revoke();
    return proxy;
  },
  () => {
    const cyclic: Record<string, unknown> = {};
    for (const key of ["ProjectDescriptions", "Datasets", "ProjectArn", "toString"]) {
      cyclic[key] = cyclic;
    }
    return cyclic;
  },
  () => Object.defineProperty({}, Symbol.toStringTag, { get: refuse }),
  () => Object.defineProperty({}, "ProjectArn", { get: refuse, enumerable: true }),
  () => ({ toString: refuse, valueOf: refuse, toJSON: refuse, [Symbol.toPrimitive]: refuse }),
  () => Object.create(Date.prototype) as unknown,
  () => Object.setPrototypeOf(new Date(1), null) as unknown,
  () => new Date(Number.NaN),
  () => new Date(8.64e15),
  () => Object.defineProperty(new Date(1), "getTime", { value: refuse }),
  () => new Date(1_700_000_000_123),
  () => Object.assign([], { ProjectArn: "arn", length: 5 }),
  () => Array.from({ length: 3 }),
  () => Object.assign([], { length: 4_294_967_295 }),
  () => new Map([["ProjectArn", "arn"]]),
  () => Promise.resolve(),
  () => new Error("a page?"),
  () =>
    new (class {
      ProjectArn = "arn:aws:rekognition:us-east-1:111122223333:project/p/1";
    })(),
  () =>
    new (class {
      get ProjectArn(): string {
        return "arn:aws:rekognition:us-east-1:111122223333:project/p/1";
      }
    })(),
  () => new String("arn:aws:rekognition:us-east-1:111122223333:project/p/1"),
  () => "x".repeat(100_000),
  () => "\uD800",
  () => "2023-02-30T00:00:00Z",
  () => "2023-01-01T00:00:00.123000+00:00",
];

class Seed {
  readonly make: () => unknown;
  constructor(make: () => unknown) {
    this.make = make;
  }
  /** How fast-check prints it in a counterexample. */
  [fc.toStringMethod](): string {
    return `Seed(${String(this.make)})`;
  }
}

/** Makes the value that {@link nearly} has planned. */
export function grow(plan: unknown): unknown {
  if (plan instanceof Seed) {
    return plan.make();
  }
  if (Array.isArray(plan)) {
    return plan.map(grow);
  }
  if (typeof plan !== "object" || plan === null || Object.getPrototypeOf(plan) !== Object.prototype) {
    return plan;
  }
  return Object.fromEntries(Object.entries(plan).map(([key, member]) => [key, grow(member)]));
}

const hostile: fc.Arbitrary<unknown> = fc.constantFrom(...hostileMakers).map((make) => new Seed(make));

const anything: fc.Arbitrary<unknown> = fc.oneof(
  hostile,
  fc.anything({ withDate: true, withNullPrototype: true, withBigInt: true, withMap: true }),
);

/** The value with something hostile, or of another kind, in the place of one of its members, however deep. For {@link grow}. */
export function spoiled(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc
    .tuple(value, fc.oneof(hostile, fc.constantFrom(0, "", true, [], {}, [{}], [null])), fc.infiniteStream(fc.nat()))
    .map(([whole, other, choices]) => spoil(whole, other, choices));
}

function spoil(value: unknown, other: unknown, choices: fc.Stream<number>): unknown {
  const keys = typeof value === "object" && value !== null ? Object.keys(value) : [];
  const [choice = 0] = choices.take(1);
  const key = keys[choice % (keys.length + 1)];
  if (key === undefined) {
    return other;
  }
  const inside = spoil(Reflect.get(value as object, key), other, choices);
  return Array.isArray(value)
    ? value.map((item: unknown, index) => (String(index) === key ? inside : item))
    : { ...(value as object), [key]: inside };
}

/** Objects with the members of all of our structures, right, nearly right and wrong. For {@link grow}. */
export const nearly: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown; record: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    anything,
    fc.constantFrom("CREATED", "TRAIN", "", 1_700_000_000.123, null, undefined),
    projectArn,
    datasetArn,
    versionArn,
    tie("record"),
    fc.array(tie("record"), { maxLength: 3 }),
  ),
  record: fc.record(
    {
      ProjectArn: fc.oneof({ weight: 5, arbitrary: projectArn }, { weight: 1, arbitrary: tie("value") }),
      DatasetArn: fc.oneof({ weight: 5, arbitrary: datasetArn }, { weight: 1, arbitrary: tie("value") }),
      CreationTimestamp: fc.oneof(fc.constantFrom(null, 1_700_000_000, new Date(5)), tie("value")),
      Status: fc.oneof(fc.constantFrom("CREATED", null), tie("value")),
      DatasetType: fc.oneof(fc.constantFrom("TRAIN", null), tie("value")),
      StatusMessage: fc.oneof(fc.constantFrom("done", null), tie("value")),
      StatusMessageCode: fc.oneof(fc.constantFrom("SUCCESS", null), tie("value")),
      Feature: fc.oneof(fc.constantFrom("CUSTOM_LABELS", null), tie("value")),
      AutoUpdate: fc.oneof(fc.constantFrom("ENABLED", null), tie("value")),
      NextToken: fc.oneof(fc.constantFrom("token", null), tie("value")),
      Datasets: fc.oneof(fc.constant(undefined), fc.array(tie("record"), { maxLength: 2 }), tie("value")),
      ProjectDescriptions: fc.oneof(fc.constant(undefined), fc.array(tie("record"), { maxLength: 2 }), tie("value")),
    },
    { requiredKeys: [] },
  ),
})).value;
