import { describeProjects$, isListingError } from "@rekognition-rx/core";
import * as E from "fp-ts/lib/Either.js";
import { pipe } from "fp-ts/lib/function.js";
import * as TE from "fp-ts/lib/TaskEither.js";
import * as fc from "fast-check";
import { concat, defer, EMPTY, from, NEVER, Observable, of, throwError } from "rxjs";
import { describe, expect, expectTypeOf, test } from "vitest";
import { toTaskEither } from "../../src/consume/to-task-either.js";
import { flattenProjects } from "../../src/flatten/flatten-projects.js";
import { settle } from "../retry/support/run-virtually.js";
import { serviceOf } from "../retry/support/scripted-service.js";

const text = (error: unknown): string => `said: ${String(error)}`;

describe("a stream as a task", () => {
  test("is right with everything that it emits, in order", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.anything()), async (values) => {
        expect(await toTaskEither(text)(from(values))()).toEqual(E.right(values));
      }),
    );
  });

  test.each<[string, Observable<number>, E.Either<string, readonly number[]>]>([
    ["right with nothing, if it is empty", EMPTY, E.right([])],
    ["right with one value", of(1), E.right([1])],
    ["right with many", of(1, 2, 3), E.right([1, 2, 3])],
    ["left, if it errors", throwError(() => "no"), E.left("said: no")],
    [
      "left, if it errors after values",
      concat(
        of(1),
        throwError(() => "no"),
      ),
      E.left("said: no"),
    ],
    ["left, if it errors with undefined", throwError(() => undefined), E.left("said: undefined")],
  ])("is %s", async (_, source, expected) => {
    expect(await toTaskEither(text)(source)()).toEqual(expected);
  });

  test("waits for a stream that has not ended", async () => {
    const states: string[] = [];
    const run = toTaskEither(text)(concat(of(1), NEVER))();
    run.then(
      () => states.push("settled"),
      () => states.push("rejected"),
    );
    await settle();
    expect(states).toEqual([]);
  });

  test("subscribes to nothing before it runs, and anew each time it does", async () => {
    let subscriptions = 0;
    const task = toTaskEither(text)(defer(() => of((subscriptions += 1))));
    expect(subscriptions).toBe(0);
    expect(await task()).toEqual(E.right([1]));
    expect(await task()).toEqual(E.right([2]));
    expect(subscriptions).toBe(2);
  });

  test("leaves its source when it has ended", async () => {
    const events: string[] = [];
    const source = new Observable<number>((subscriber) => {
      subscriber.add(() => events.push("left"));
      subscriber.error("no");
    });
    await toTaskEither(text)(source)();
    expect(events).toEqual(["left"]);
  });
});

describe("onError", () => {
  test("is called once, with what the stream errored with", async () => {
    const error = new Error("no");
    const given: unknown[] = [];
    await toTaskEither((thrown) => given.push(thrown))(throwError(() => error))();
    expect(given).toEqual([error]);
    expect(given[0]).toBe(error);
  });

  test("is not called for a stream that completes", async () => {
    const given: unknown[] = [];
    await toTaskEither((thrown) => given.push(thrown))(of(1))();
    expect(given).toEqual([]);
  });

  test("that throws rejects the task", async () => {
    const broken = new Error("broken callback");
    const task = toTaskEither((): string => {
      throw broken;
    })(throwError(() => "no"));
    await expect(task()).rejects.toBe(broken);
  });
});

const countOf = (service: ReturnType<typeof serviceOf>): TE.TaskEither<unknown, number> =>
  pipe(
    describeProjects$({ client: service.client }).pipe(flattenProjects()),
    toTaskEither((error) => error),
    TE.map((projects) => projects.length),
  );

test("without onError, throws at once", () => {
  expect(() => toTaskEither(undefined as never)).toThrow("onError must be a function that turns an error into an E");
});

test("composes with fp-ts, from a listing to its count or its error", async () => {
  expect(await countOf(serviceOf([["a", "b"], ["c"]]))()).toEqual(E.right(3));

  const denied = serviceOf([["a"]], () => {
    throw new Error("denied");
  });
  expect(
    pipe(
      await countOf(denied)(),
      E.mapLeft((error) => isListingError(error) && error.cause),
    ),
  ).toEqual(E.left(new Error("denied")));
});

test("the types are those of the values and of the error", () => {
  expectTypeOf(toTaskEither(text)(of(1))).toEqualTypeOf<TE.TaskEither<string, readonly number[]>>();
  expectTypeOf(
    pipe(
      of("a"),
      toTaskEither((error) => new Error("no", { cause: error })),
    ),
  ).toEqualTypeOf<TE.TaskEither<Error, readonly string[]>>();

  // @ts-expect-error an error may be anything, and onError has to take it
  expectTypeOf(toTaskEither<string>).toBeCallableWith((error: Error) => error.message);
  // @ts-expect-error not a stream
  expectTypeOf(toTaskEither(text)<number>).toBeCallableWith([1]);
  // @ts-expect-error the values are not to be written to
  expectTypeOf<readonly number[]>().toEqualTypeOf<number[]>();
});
