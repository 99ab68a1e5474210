import { DescribeProjectsResponse, DecodeError, ProjectDescription, decodeErrorFrom } from "@rekognition-rx/core";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import { type } from "arktype";
import { isLeft } from "fp-ts/lib/Either.js";
import * as t from "io-ts";
import {
  NEVER,
  type Observable,
  Subject,
  concat,
  lastValueFrom,
  map,
  of,
  range,
  take,
  throwError,
  toArray,
} from "rxjs";
import * as v from "valibot";
import { describe, expect, expectTypeOf, test, vi } from "vitest";
import { z } from "zod";
import { decodeWith } from "../../src/decode/decode-with.js";
import type { StandardSchema } from "../../src/decode/standard-schema.js";
import { marbleTest } from "../retry/support/marble-test.js";
import { slowSchema } from "./support/slow-schema.js";
import { settle } from "../retry/support/run-virtually.js";
import { watch } from "../support/watch.js";

function refusal(codec: t.Decoder<unknown, unknown>, value: unknown): DecodeError {
  const decoded = codec.decode(value);
  if (isLeft(decoded)) {
    return new DecodeError({ issues: decodeErrorFrom(decoded.left).errors, raw: value });
  }
  throw new Error("the value is valid");
}

const Upper = new t.Type<string, string>(
  "Upper",
  t.string.is,
  (value, context) => (typeof value === "string" ? t.success(value.toUpperCase()) : t.failure(value, context)),
  t.identity,
);
const schemas = {
  "io-ts": t.type({ id: t.number }),
  zod: z.object({ id: z.number() }),
  valibot: v.object({ id: v.number() }),
  arktype: type({ id: "number" }),
};

const throwText = (): never => {
  // oxlint-disable-next-line no-throw-literal, typescript/only-throw-error -- a schema of others may do so
  throw "boom";
};

marbleTest("decodes each value and ends as its source does", (t) => {
  for (const [marble, expected, subscription] of [
    ["-------", "-------", "^------!"],
    ["|------", "|------", "(^!)----"],
    ["#------", "#------", "(^!)----"],
    ["--a--|-", "--A--|-", "^----!--"],
    ["-ab-(c|)", "-AB-(C|)", "^---!---"],
    ["-a-b-#-", "-A-B-#-", "^----!--"],
    ["-a-a-a-a-a", "-A-A-A-", "^------!"],
  ] as const) {
    const source = t.cold(marble);
    t.expectObservable(source.pipe(decodeWith(Upper)), "-------!").toBe(expected);
    t.expectSubscriptions(source.subscriptions).toBe(subscription);
  }
});

marbleTest("errors at the first invalid value, and leaves its source there", (t) => {
  const source = t.cold("  -a-x-b-|", { a: "a", b: "b", x: 5 });
  const expected = "       -A-#";
  const subscription = "   ^--!";
  t.expectObservable(source.pipe(decodeWith(Upper))).toBe(expected, undefined, refusal(Upper, 5));
  t.expectSubscriptions(source.subscriptions).toBe(subscription);
});

describe("decodeWith", () => {
  test.each(Object.entries(schemas))("takes a schema of %s", (_, schema) => {
    const decode = decodeWith(schema as StandardSchema);
    const { seen } = watch(of({ id: 1 }, { id: "x" }, { id: 2 }).pipe(decode));
    expect(seen).toEqual([{ id: 1 }, expect.any(DecodeError)]);
    expect(seen[1]).toMatchObject({ path: "id", value: "x" });
    expect((seen[1] as DecodeError).message).toMatch(/^cannot decode id: .+, got "x"$/u);
  });

  test("writes a path of any schema as it writes its own", () => {
    const schema = z.object({ list: z.array(z.object({ "odd key": z.string() })) });
    const { seen } = watch(of({ list: [{ "odd key": "a" }, { "odd key": 5 }, {}] }).pipe(decodeWith(schema)));
    expect(seen).toMatchObject([
      { path: 'list[1]["odd key"]', value: 5, errors: [{}, { path: 'list[2]["odd key"]', value: undefined }] },
    ]);
  });

  test("carries the paths and values of our own codecs", () => {
    const { seen } = watch(of({ ProjectDescriptions: [{}] }).pipe(decodeWith(DescribeProjectsResponse)));
    expect(seen).toMatchObject([{ _tag: "DecodeError", path: "ProjectDescriptions[0].ProjectArn", value: undefined }]);
  });

  test("stops a source without an end as soon as enough is taken", () => {
    let made = 0;
    const counted = range(0, Number.MAX_SAFE_INTEGER).pipe(map(() => (made += 1)));
    expect(watch(counted.pipe(decodeWith(t.number), take(3))).seen).toEqual([1, 2, 3, "complete"]);
    expect(made).toBe(3);
  });

  test("says that a schema threw, and what", () => {
    const cause = new RangeError("boom");
    const fail = (): never => {
      throw cause;
    };
    const throwing = new t.Type<string, string>("Throwing", t.string.is, fail, t.identity);
    const standard: StandardSchema = { "~standard": { version: 1, vendor: "acme", validate: fail } };
    for (const [decode, who] of [
      [decodeWith(throwing), "the decoder Throwing"],
      [decodeWith(standard), "the acme schema"],
    ] as const) {
      const { seen } = watch((of("a") as Observable<unknown>).pipe(decode));
      expect(seen).toMatchObject([
        {
          _tag: "DecodeError",
          cause,
          value: "a",
          message: `cannot decode the value: ${who} threw RangeError: boom, got "a"`,
        },
      ]);
    }
  });

  test("says that a schema threw what is no Error", () => {
    const { seen } = watch(
      of("a").pipe(decodeWith({ "~standard": { version: 1, vendor: "acme", validate: throwText } })),
    );
    expect(seen).toMatchObject([
      { cause: "boom", message: 'cannot decode the value: the acme schema threw something that is no Error, got "a"' },
    ]);
  });

  test("says what stands where a schema points to, as far as there is anything", () => {
    const unreadable = Object.defineProperty({}, "b", {
      get: () => {
        throw new Error("unreadable");
      },
    });
    const pointing: StandardSchema = {
      "~standard": { version: 1, vendor: "acme", validate: () => ({ issues: [{ message: "odd", path: ["a", "b"] }] }) },
    };
    const issueOf = (value: unknown): unknown =>
      (watch(of(value).pipe(decodeWith(pointing))).seen[0] as DecodeError).errors;
    expect(issueOf({ a: { b: 5 } })).toStrictEqual([{ path: "a.b", message: "odd", value: 5 }]);
    expect(issueOf({ a: {} })).toStrictEqual([{ path: "a.b", message: "odd", value: undefined }]);
    // The schema has made something else of it before it looked.
    for (const a of [null, undefined, "text", 5]) {
      expect(issueOf({ a })).toStrictEqual([{ path: "a.b", message: "odd" }]);
    }
    expect(issueOf({ a: unreadable })).toStrictEqual([{ path: "a.b", message: "odd" }]);
  });

  test("takes an answer with a `then` that is no function for an answer", () => {
    // oxlint-disable-next-line unicorn/no-thenable -- that is the point
    const answer = { value: "A", then: "later" };
    const { seen } = watch(
      of("a").pipe(decodeWith({ "~standard": { version: 1, vendor: "acme", validate: () => answer } })),
    );
    expect(seen).toEqual(["A", "complete"]);
  });

  test("says that a schema broke its contract", () => {
    const broken = { "~standard": { version: 1, vendor: "acme", validate: () => null } } as unknown as StandardSchema;
    const { seen } = watch(of("a").pipe(decodeWith(broken)));
    expect(seen).toMatchObject([{ _tag: "DecodeError", cause: expect.any(TypeError) as unknown }]);
  });
});

test.each([[undefined], [null], [{}], [{ decode: 1 }], [5], ["zod"]])(
  "what is no schema, %j, is refused before there is a value",
  (schema) => {
    expect(() => decodeWith(schema as never)).toThrow(
      /^decodeWith and decodeEither take an io-ts decoder, or a Standard/,
    );
  },
);

/** How many members of arrays are moved while as many values wait for an asynchronous schema. */
const movedBy = async (values: number): Promise<number> => {
  let moved = 0;
  const spies = (["shift", "splice", "unshift"] as const).map((method) => {
    const original = Reflect.get(Array.prototype, method) as (...args: unknown[]) => unknown;
    const counting = function (this: unknown[], ...args: unknown[]): unknown {
      moved += this.length;
      return original.apply(this, args);
    };
    return vi.spyOn(Array.prototype, method).mockImplementation(counting as never);
  });
  const schema: StandardSchema<number> = {
    "~standard": { version: 1, vendor: "acme", validate: async (value) => ({ value: value as number }) },
  };
  try {
    const all = await lastValueFrom(range(0, values).pipe(decodeWith(schema), toArray()));
    expect(all).toEqual(Array.from({ length: values }, (_, index) => index));
  } finally {
    for (const spy of spies) {
      spy.mockRestore();
    }
  }
  return moved;
};

describe("an asynchronous schema", () => {
  test("is awaited, and no value overtakes", async () => {
    const { schema, asked, answer } = slowSchema((value) => value === "quick");
    const { seen } = watch(of("slow", "quick", "slower").pipe(decodeWith(schema)));
    await settle();
    expect(seen).toEqual([]);
    expect(asked).toEqual(["slow"]);
    answer("slow", { value: "slow!" });
    await settle();
    expect(seen).toEqual(["slow!", "quick!"]);
    expect(asked).toEqual(["slow", "quick", "slower"]);
    answer("slower", { value: "slower!" });
    await settle();
    expect(seen).toEqual(["slow!", "quick!", "slower!", "complete"]);
  });

  test("is asked one value at a time", async () => {
    let running = 0;
    let most = 0;
    const check = async (): Promise<boolean> => {
      running += 1;
      most = Math.max(most, running);
      await settle();
      running -= 1;
      return true;
    };
    const schema = v.pipeAsync(v.number(), v.checkAsync(check));
    const { seen } = watch(of(1, 2, 3).pipe(decodeWith(schema)));
    for (let round = 0; round < 10; round += 1) {
      await settle();
    }
    expect(seen).toEqual([1, 2, 3, "complete"]);
    expect(most).toBe(1);
  });

  test("may be of zod, which finds out by itself that it is asynchronous", async () => {
    const schema = z.number().refine(async (value) => {
      await settle();
      return value !== 2;
    });
    const { seen } = watch(of(1, 2, 3).pipe(decodeWith(schema)));
    for (let round = 0; round < 10; round += 1) {
      await settle();
    }
    expect(seen).toMatchObject([1, { _tag: "DecodeError", value: 2 }]);
  });

  test("is answered before the source's error is passed on", async () => {
    const { schema, answer } = slowSchema();
    const failure = new Error("source");
    const { seen } = watch(
      concat(
        of("a"),
        throwError(() => failure),
      ).pipe(decodeWith(schema)),
    );
    await settle();
    expect(seen).toEqual([]);
    answer("a", { value: "a!" });
    await settle();
    expect(seen).toEqual(["a!", failure]);
  });

  test("ends the stream with the first invalid value, and is asked no more", async () => {
    const { schema, asked, answer } = slowSchema();
    const source = new Subject<string>();
    const { seen } = watch(source.pipe(decodeWith(schema)));
    source.next("a");
    source.next("b");
    answer("a", { issues: [{ message: "no good", path: [{ key: "x" }, 0] }] });
    await settle();
    expect(seen).toMatchObject([{ _tag: "DecodeError", path: "x[0]", errors: [{ message: "no good" }] }]);
    expect(asked).toEqual(["a"]);
    expect(source.observed).toBe(false);
  });

  test("ends the stream when it rejects, with what it rejected with", async () => {
    const { schema, reject } = slowSchema();
    const cause = new Error("database is down");
    const { seen } = watch(concat(of("a"), NEVER).pipe(decodeWith(schema)));
    reject("a", cause);
    await settle();
    expect(seen).toMatchObject([
      {
        _tag: "DecodeError",
        cause,
        message: 'cannot decode the value: the slow schema threw Error: database is down, got "a"',
      },
    ]);
  });

  test("is not listened to after unsubscribing, and what waits is dropped", async () => {
    const { schema, asked, answer } = slowSchema();
    const source = new Subject<string>();
    const { seen, subscription } = watch(source.pipe(decodeWith(schema)));
    source.next("a");
    source.next("b");
    subscription.unsubscribe();
    expect(source.observed).toBe(false);
    answer("a", { value: "a!" });
    await settle();
    expect(seen).toEqual([]);
    expect(asked).toEqual(["a"]);
  });

  test("keeps the order of a source that emits because of what it hears", async () => {
    const { schema, answer } = slowSchema((value) => value !== "a");
    const source = new Subject<string>();
    const seen: string[] = [];
    source.pipe(decodeWith(schema)).subscribe((value) => {
      seen.push(value);
      if (value === "a!") {
        source.next("c");
      }
    });
    source.next("a");
    source.next("b");
    answer("a", { value: "a!" });
    await settle();
    expect(seen).toEqual(["a!", "b!", "c!"]);
  });

  test("makes nobody wait once it has answered", async () => {
    const { schema, answer } = slowSchema((value) => value !== "a");
    const source = new Subject<string>();
    const { seen } = watch(source.pipe(decodeWith(schema)));
    source.next("a");
    answer("a", { value: "a!" });
    await settle();
    source.next("b");
    source.complete();
    expect(seen).toEqual(["a!", "b!", "complete"]);
  });

  test("moves none of those who wait as it serves one: four times as many cost four times as much", async () => {
    const once = await movedBy(500);
    expect(await movedBy(2_000)).toBeLessThanOrEqual(4 * once + 100);
  });

  test("stops in the middle of what waits when enough is taken", async () => {
    const { schema, asked, answer } = slowSchema((value) => value !== "a");
    const { seen } = watch(of("a", "b", "c", "d").pipe(decodeWith(schema), take(2)));
    answer("a", { value: "a!" });
    await settle();
    expect(seen).toEqual(["a!", "b!", "complete"]);
    expect(asked).toEqual(["a", "b"]);
  });
});

describe("the types of decodeWith", () => {
  test("say what the schema gives", () => {
    const unknown$ = of<unknown>(1);
    expectTypeOf(unknown$.pipe(decodeWith(ProjectDescription))).toEqualTypeOf<Observable<ProjectDescription>>();
    expectTypeOf(unknown$.pipe(decodeWith(schemas.zod))).toEqualTypeOf<Observable<{ id: number }>>();
    expectTypeOf(unknown$.pipe(decodeWith(schemas.valibot))).toEqualTypeOf<Observable<{ id: number }>>();
    expectTypeOf(unknown$.pipe(decodeWith(schemas.arktype))).toEqualTypeOf<Observable<{ id: number }>>();
    expectTypeOf(decodeWith(z.string().transform(Number))).returns.toEqualTypeOf<Observable<number>>();
    expectTypeOf<StandardSchemaV1<unknown, number>>().toExtend<StandardSchema<number>>();
  });

  test("refuse what is no schema, and a source that is not the decoder's", () => {
    // @ts-expect-error -- a function is no schema
    expect(() => decodeWith(Number)).toThrow(TypeError);
    const fromString = new t.Type<number, number, string>(
      "FromString",
      t.number.is,
      (text) => t.success(Number(text)),
      t.identity,
    );
    expectTypeOf(of("1").pipe(decodeWith(fromString))).toEqualTypeOf<Observable<number>>();
    // @ts-expect-error -- the decoder reads strings
    of(1).pipe(decodeWith(fromString));
  });
});
