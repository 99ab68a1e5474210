import { isListingError, type ListingConfig, paginate$ } from "@rekognition-rx/core";
import { Observable, type Subscriber, switchMap } from "rxjs";
import { describe, expect, test } from "vitest";
import { quiesceTurns } from "./drive.js";
import { consume, WAYS } from "./consume.js";

/** What the listing once did wrong, each the smallest of its kind. */
describe.each(WAYS)("law 9, by %s", (way) => {
  test("a perRequest that emits at once and without end is unsubscribed at its second page", async () => {
    let emitted = 0;
    const endless = new Observable<object>((subscriber) => {
      // A real one has no bound, and would hold the process for ever.
      while (!subscriber.closed && emitted < 1_000) {
        emitted += 1;
        subscriber.next({});
      }
    });
    const walk = consume(paginate$(config({ perRequest: () => endless }), ListThingsCommand), way);
    await quiesceTurns();

    expect(walk.end).toMatchObject({ kind: "failed", error: { _tag: "ListingError" } });
    expect(emitted).toBe(2);
  });
});

describe.each(WAYS)("law 4, by %s", (way) => {
  test.each([
    ["without perRequest", undefined],
    ["in perRequest", (page$: Observable<object>) => page$],
  ] as const)("a withCommand that aborts the walk keeps its command from being sent, %s", async (_, perRequest) => {
    const controller = new AbortController();
    let sent = 0;
    const client: Config["client"] = {
      send: () => {
        sent += 1;
        return Promise.resolve({});
      },
    };
    const withCommand = (command: ListThingsCommand): ListThingsCommand => {
      controller.abort("enough");
      return command;
    };
    const { signal } = controller;
    const walk = consume(paginate$(config({ client, signal, withCommand, perRequest }), ListThingsCommand), way);
    await quiesceTurns();

    expect(walk.end).toMatchObject({ kind: "failed", error: "enough" });
    expect(sent).toBe(0);
  });
});

describe.each(WAYS)("law 4, of walks that share a limiter and a signal, by %s", (way) => {
  test("the place that one of them leaves lets no request of another go", async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const waiting: Subscriber<void>[] = [];
    const limited = (page$: Observable<object>): Observable<object> =>
      new Observable<void>((subscriber) => {
        waiting.push(subscriber);
        // As a limiter does that has a place to give: the next in line is served as one leaves.
        subscriber.add(() => waiting.find(({ closed }) => !closed)?.next());
      }).pipe(switchMap(() => page$));
    let sent = 0;
    const client: Config["client"] = { send: () => ((sent += 1), Promise.resolve({})) };
    const walks = [1, 2].map(() =>
      consume(paginate$(config({ client, signal, perRequest: limited }), ListThingsCommand), way),
    );
    await quiesceTurns();
    controller.abort("enough");
    await quiesceTurns();

    expect(walks.map(({ end }) => end)).toEqual([
      { kind: "failed", error: "enough" },
      { kind: "failed", error: "enough" },
    ]);
    expect(sent).toBe(0);
  });
});

describe("law 8", () => {
  test("a key that holds a Buffer is resumed as it was", async () => {
    const sent: unknown[] = [];
    const client: Config["client"] = {
      send: ({ input }) => {
        sent.push(input);
        return Promise.reject(new Error("refused"));
      },
    };
    const operation = { command: ListThingsCommand, inputToken: "Start", outputToken: "Next" };
    const listing = paginate$(config({ client }), operation, { Start: { id: { B: Buffer.from([1, 2]) } } });
    const failed = consume(listing, "subscribe");
    await quiesceTurns();
    const error = failed.failure?.error;
    consume(listing.resumeFrom(isListingError(error) ? error.resumeToken : undefined), "subscribe");

    expect(sent.map(bytesOf)).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });
});

type Config = ListingConfig<object, ListThingsCommand>;

function config(members: Partial<Config>): Config {
  return { client: { send: () => Promise.resolve({}) }, ...members };
}

class ListThingsCommand {
  readonly input: object;

  constructor(input: object) {
    this.input = input;
  }
}

function bytesOf(input: unknown): readonly number[] {
  const { Start } = input as { readonly Start: { readonly id: { readonly B: Uint8Array } } };
  return [...Start.id.B];
}
