import { DecodeError, ProjectDescription } from "@rekognition-rx/core";
import { type Either, left, right } from "fp-ts/lib/Either.js";
import * as t from "io-ts";
import { type Observable, Subject, concat, map, of, range, take, throwError } from "rxjs";
import * as v from "valibot";
import { describe, expect, expectTypeOf, test } from "vitest";
import { z } from "zod";
import { decodeEither } from "../../src/decode/decode-either.js";
import type { StandardSchema } from "../../src/decode/standard-schema.js";
import { marbleTest } from "../retry/support/marble-test.js";
import { slowSchema } from "./support/slow-schema.js";
import { settle } from "../retry/support/run-virtually.js";
import { watch } from "../support/watch.js";

const invalid = left(new DecodeError({ issues: [{ path: [], value: 5, message: "expected string" }], raw: 5 }));

marbleTest("gives one Either a value, and ends as its source does", (m) => {
  for (const [marble, expected, subscription] of [
    ["-------", "-------", "^------!"],
    ["|------", "|------", "(^!)----"],
    ["#------", "#------", "(^!)----"],
    ["--a--|-", "--A--|-", "^----!--"],
    ["-axa-|-", "-AXA-|-", "^----!--"],
    ["-x-a-#-", "-X-A-#-", "^----!--"],
    ["-a-x-a-x-a", "-A-X-A-", "^------!"],
  ] as const) {
    const source = m.cold(marble, { a: "a", x: 5 });
    m.expectObservable(source.pipe(decodeEither(t.string)), "-------!").toBe(expected, { A: right("a"), X: invalid });
    m.expectSubscriptions(source.subscriptions).toBe(subscription);
  }
});

describe("decodeEither", () => {
  test("loses nothing, with any library", () => {
    for (const schema of [t.number, z.number(), v.number()]) {
      const { seen } = watch(of(1, "x", 2).pipe(decodeEither(schema as StandardSchema)));
      expect(seen).toMatchObject([
        right(1),
        { _tag: "Left", left: { _tag: "DecodeError", value: "x", raw: "x" } },
        right(2),
        "complete",
      ]);
    }
  });

  test("a schema that makes something else of its input first is not said to have got nothing", () => {
    const line = JSON.stringify({ "crack-metadata": { "class-name": "odd" } });
    const schema = z
      .string()
      .transform((text): unknown => JSON.parse(text))
      .pipe(z.object({ "crack-metadata": z.object({ "class-name": z.literal("crack") }) }));
    const { seen } = watch(of(line).pipe(decodeEither(schema)));
    const path = '["crack-metadata"]["class-name"]';
    expect(seen).toMatchObject([{ left: { path, raw: line, errors: [{ path }] } }, "complete"]);
    const [{ left: error }] = seen as unknown as readonly [{ readonly left: DecodeError }];
    expect(error.message).not.toContain("got undefined");
    expect(error.errors[0]).not.toHaveProperty("value");
  });

  test("awaits an asynchronous schema, in order, and goes on after an invalid value", async () => {
    const { schema, answer } = slowSchema((value) => value === "quick");
    const failure = new Error("source");
    const { seen } = watch(
      concat(
        of("a", "quick"),
        throwError(() => failure),
      ).pipe(decodeEither(schema)),
    );
    answer("a", { issues: [{ message: "no good" }] });
    await settle();
    expect(seen).toMatchObject([{ _tag: "Left", left: { path: "", value: "a" } }, right("quick!"), failure]);
  });

  test("errors the stream when the schema throws or rejects, for that is no invalid value", async () => {
    const cause = new Error("boom");
    const throwing: StandardSchema = {
      "~standard": {
        version: 1,
        vendor: "acme",
        validate() {
          throw cause;
        },
      },
    };
    expect(watch(of(1).pipe(decodeEither(throwing))).seen).toMatchObject([{ _tag: "DecodeError", cause }]);
    const { schema, reject } = slowSchema();
    const { seen } = watch(of(1).pipe(decodeEither(schema)));
    reject(1, cause);
    await settle();
    expect(seen).toMatchObject([{ _tag: "DecodeError", cause }]);
  });

  test("errors the stream when the schema throws at a value that had to wait", async () => {
    const { schema, answer } = slowSchema((value) => {
      if (value === "bad") {
        throw new Error("boom");
      }
      return false;
    });
    const source = new Subject<string>();
    const { seen } = watch(source.pipe(decodeEither(schema)));
    source.next("a");
    source.next("bad");
    answer("a", { value: "a!" });
    await settle();
    expect(seen).toMatchObject([right("a!"), { _tag: "DecodeError" }]);
    expect(source.observed).toBe(false);
  });

  test("stops a source without an end as soon as enough is taken", () => {
    let made = 0;
    const counted = range(0, Number.MAX_SAFE_INTEGER).pipe(map(() => (made += 1)));
    expect(watch(counted.pipe(decodeEither(t.string), take(2))).seen).toHaveLength(3);
    expect(made).toBe(2);
  });

  test("has the schema's output in its type", () => {
    const unknown$ = of<unknown>(1);
    expectTypeOf(unknown$.pipe(decodeEither(ProjectDescription))).toEqualTypeOf<
      Observable<Either<DecodeError, ProjectDescription>>
    >();
    expectTypeOf(unknown$.pipe(decodeEither(z.string()))).toEqualTypeOf<Observable<Either<DecodeError, string>>>();
    // @ts-expect-error -- a string is no schema
    expect(() => decodeEither("string")).toThrow(TypeError);
  });
});
