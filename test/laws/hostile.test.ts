import { isListingError, type ListingConfig, paginate$ } from "@rekognition-rx/core";
import { concat, finalize, mergeMap, type Observable, shareReplay, throwError, type Subscription } from "rxjs";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { consume, type Observed, type Way, WAYS } from "./consume.js";
import { quiesceTurns } from "./drive.js";
import type { AnyListing } from "./subject.js";

/** What nobody should do, and somebody does: each ends as it says, and in no hang. */
describe.each(WAYS)("by %s", (way) => {
  describe("a token", () => {
    const cyclic: Record<string, unknown> = { id: "a" };
    cyclic["parts"] = [cyclic];

    test.each<[string, unknown, RegExp]>([
      ["that refers to itself", cyclic, /the token refers to itself/u],
      ["that holds a symbol", { id: Symbol("a") }, /the token holds a symbol/u],
      ["that is a function", () => "a", /the token holds a function/u],
      ["that is deeper than the stack", nested(100_000), /call stack/u],
    ])("%s is a ListingError that resumes at its page", async (_, NextToken, message) => {
      const { client, sent } = service((at) => (at === 0 ? { NextToken: "good" } : { NextToken }));
      const walk = await walked(paginate$({ client }, KEYS), way);
      expect(walk.pages).toEqual([{ NextToken: "good" }]);
      const error = walk.failure?.error;
      expect(isListingError(error) && [error.resumeToken, error.pagesDelivered]).toEqual(["good", 1]);
      expect(String(error)).toMatch(message);
      expect(sent).toEqual([{}, { NextToken: "good" }]);
    });

    test("in which one object stands twice is no cycle", async () => {
      const shared = { S: "a" };
      const { client, sent } = service((at) => (at === 0 ? { NextToken: { id: shared, again: shared } } : {}));
      expect((await walked(paginate$({ client }, KEYS), way)).end).toEqual({ kind: "completed" });
      expect(sent).toHaveLength(2);
    });
  });

  describe("an answer", () => {
    test.each<[string, () => Promise<object>, RegExp]>([
      ["whose token throws when it is read", async () => unreadable(), /cannot be read/u],
      ["that is an array of pages", async () => [{}], /answered with an array/u],
      ["that is a function", async () => () => ({}), /and not with an object/u],
      ["that is refused with undefined", () => Promise.reject(), /failed at page 1: undefined/u],
      ["whose then throws", () => thenThrows() as Promise<object>, /then is out of order/u],
    ])("%s is a ListingError", async (_, send, message) => {
      const walk = await walked(paginate$({ client: { send } }, KEYS), way);
      expect(isListingError(walk.failure?.error)).toBe(true);
      expect(String(walk.failure?.error)).toMatch(message);
    });

    test("of a thenable that calls back more than once counts once, the first time", async () => {
      const { client, sent } = service((at) => thenable(at === 0 ? { NextToken: "a" } : {}));
      const walk = await walked(paginate$({ client }, KEYS), way);
      expect(walk.pages).toEqual([{ NextToken: "a" }, {}]);
      expect(walk.end).toEqual({ kind: "completed" });
      expect(sent).toHaveLength(2);
    });
  });

  describe("an input", () => {
    class Ours {
      readonly of = "own";
      get Query(): object {
        return { Table: "by a getter of the class" };
      }
      method(): string {
        return "no member";
      }
    }

    test("that is an instance is sent with the getters of its class, as the SDK reads it", async () => {
      const { client, sent } = service(() => ({}));
      const input = Object.assign(Object.create(new Ours()) as Ours, { [Symbol("s")]: 1, MaxResults: 5 });
      await walked(paginate$({ client }, KEYS, Object.freeze(input)), way);
      expect(sent.map((each) => ({ ...each }))).toMatchObject([
        { of: "own", Query: { Table: "by a getter of the class" }, MaxResults: 5 },
      ]);
      expect(sent[0]).not.toHaveProperty("method");
    });

    test("with a getter is read once, however many pages and walks", async () => {
      let reads = 0;
      const input = {
        get of(): string {
          reads += 1;
          return `read ${reads}`;
        },
      };
      const { client, sent } = service((at) => (at % 2 === 0 ? { NextToken: `t${at}` } : {}));
      const listing = paginate$({ client }, KEYS, input);
      await walked(listing, way);
      await walked(listing, way);
      expect(sent).toHaveLength(4);
      expect(sent.every((each) => (each as { readonly of: string }).of === "read 1")).toBe(true);
    });
  });

  describe("a signal", () => {
    test("that has aborted already ends the walk with its reason, and nothing is sent", async () => {
      const { client, sent } = service(() => ({}));
      const walk = await walked(paginate$({ client, signal: AbortSignal.abort(undefined) }, KEYS), way);
      expect(walk.failure?.error).toMatchObject({ name: "AbortError" });
      expect(sent).toEqual([]);
    });

    test("of AbortSignal.timeout ends a client that never answers", async () => {
      const client = { send: () => new Promise<object>(() => {}) };
      const walk = consume(paginate$({ client, signal: AbortSignal.timeout(1) }, KEYS), way);
      await expect.poll(() => walk.failure?.error).toMatchObject({ name: "TimeoutError" });
    });
  });

  describe("a perRequest", () => {
    let reported: unknown[] = [];
    let listeners: NodeJS.UncaughtExceptionListener[] = [];
    const keep = (error: unknown): void => void reported.push(error);
    // rxjs reports what a finalizer throws as an uncaught exception, which vitest would take for its own.
    beforeAll(() => {
      listeners = process.listeners("uncaughtException");
      process.removeAllListeners("uncaughtException").on("uncaughtException", keep);
    });
    afterEach(() => void (reported = []));
    afterAll(() => {
      process.removeListener("uncaughtException", keep);
      for (const listener of listeners) {
        process.on("uncaughtException", listener);
      }
    });

    test.each<[string, Config["perRequest"], RegExp]>([
      [
        "of a request that fails",
        (page$) =>
          finalizerThrows(
            concat(
              page$,
              throwError(() => new Error("refused")),
            ),
          ),
        /refused/u,
      ],
      ["of a second page", (page$) => finalizerThrows(page$.pipe(mergeMap((page) => [page, page]))), /a second page/u],
    ])("whose finalizer throws does not swallow the failure %s", async (_, perRequest, message) => {
      const { client } = service(() => ({}));
      const walk = await walked(paginate$({ client, perRequest }, KEYS), way);
      expect(String(walk.failure?.error)).toMatch(message);
      await expect.poll(() => String(reported)).toMatch(/finalizer/u);
    });

    test("that keeps its request has it aborted when the walk is left, though nothing unsubscribes it", async () => {
      const signals: (AbortSignal | undefined)[] = [];
      const client: Config["client"] = {
        send: (_, options) => {
          signals.push(options?.abortSignal);
          return new Promise(() => {});
        },
      };
      const walk = consume(paginate$({ client, perRequest: (page$) => page$.pipe(shareReplay(1)) }, KEYS), way);
      walk.stop();
      await quiesceTurns();
      expect(signals.map((signal) => signal?.aborted)).toEqual([true]);
    });

    test("that keeps its page$ and subscribes to it after the end is refused, and sends nothing", async () => {
      const kept: Observable<object>[] = [];
      const perRequest: Config["perRequest"] = (page$) => {
        kept.push(page$);
        return page$;
      };
      const { client, sent } = service((at) => (at === 0 ? { NextToken: "a" } : {}));
      await walked(paginate$({ client, perRequest }, KEYS), way);
      const errors: unknown[] = [];
      for (const page$ of kept) {
        page$.subscribe({ error: (error: unknown) => void errors.push(error) });
      }
      expect(String(errors)).toMatch(/the walk of ListThings has ended.*the walk of ListThings has ended/u);
      expect(sent).toHaveLength(2);
    });
  });

  test("a consumer that walks the same listing inside each page gets every page of both", async () => {
    const { client } = service((_, input) => ("NextToken" in input ? {} : { NextToken: "a" }));
    const listing = paginate$({ client }, KEYS);
    const inner: Promise<Observed>[] = [];
    const outer = consume(listing, way, { checkpoint: () => void inner.push(walked(listing, way)) });
    await quiesceTurns();
    expect(outer.pages).toHaveLength(2);
    expect((await Promise.all(inner)).map(({ pages }) => pages.length)).toEqual([2, 2]);
  });
});

describe("a subscriber", () => {
  test("that leaves inside its first next has sent one request", async () => {
    const { client, sent } = service(() => ({ NextToken: `t${sent.length}` }));
    const seen: object[] = [];
    const subscription: Subscription = paginate$({ client }, KEYS).subscribe((page) => {
      seen.push(page);
      subscription.unsubscribe();
      subscription.unsubscribe();
    });
    await quiesceTurns();
    expect(seen).toHaveLength(1);
    expect(sent).toHaveLength(1);
  });
});

describe("an async iterator", () => {
  const DONE = { done: true, value: undefined };
  test("answers calls of next that are pending with the end when return comes, and aborts the request", async () => {
    const signals: AbortSignal[] = [];
    const pages = hanging(signals);
    const pending = [pages.next(), pages.next()];
    expect(await pages.return?.()).toEqual(DONE);
    expect(await Promise.all(pending)).toEqual([DONE, DONE]);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    expect(await pages.next()).toEqual(DONE);
    expect(await pages.return?.()).toEqual(DONE);
  });

  test("rejects throw with its very error, and is over", async () => {
    const signals: AbortSignal[] = [];
    const pages = hanging(signals);
    const pending = pages.next();
    await expect(pages.throw?.("thrown in")).rejects.toBe("thrown in");
    expect(await pending).toEqual(DONE);
    expect(await pages.next()).toEqual(DONE);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  test("that is left before its first next sends nothing, and stays over", async () => {
    const signals: AbortSignal[] = [];
    const pages = hanging(signals);
    expect(await pages.return?.()).toEqual(DONE);
    expect(await pages.next()).toEqual(DONE);
    expect(signals).toEqual([]);
  });

  test("rejects, and does not throw, where a finalizer of perRequest throws in return", async () => {
    const client = { send: () => new Promise<object>(() => {}) };
    const pages = paginate$({ client, perRequest: finalizerThrows }, KEYS)[Symbol.asyncIterator]();
    const pending = pages.next();
    const returned = pages.return?.();
    await expect(returned).rejects.toThrow(/finalizer/u);
    expect(await pending).toEqual(DONE);
  });

  test("is served when checkpoint comes for the next page itself", async () => {
    const { client } = service((at) => (at < 3 ? { NextToken: `t${at}` } : {}));
    const inner: Promise<IteratorResult<object, undefined>>[] = [];
    const checkpoint = (): void => {
      if (inner.length === 0) {
        inner.push(pages.next());
      }
    };
    const pages: AsyncIterator<object, undefined> = paginate$({ client, checkpoint }, KEYS)[Symbol.asyncIterator]();
    const tokens = [await pages.next(), await pages.next(), ...(await Promise.all(inner)), await pages.next()];
    expect(
      tokens.map(({ value }) => String((value as { readonly NextToken?: string }).NextToken)).toSorted(byText),
    ).toEqual(["t0", "t1", "t2", "undefined"]);
    expect(await pages.next()).toEqual(DONE);
  });
});

describe("is refused at once, before anything is sent", () => {
  const { client, sent } = service(() => ({}));
  const given = (config: object, input?: unknown): AnyListing =>
    paginate$<object, ListThingsCommand>({ client, ...config }, { ...KEYS, maxPageSize: 5 }, input as object);

  test.each<[string, () => unknown, RegExp]>([
    ["a page size of NaN", () => given({ pageSize: Number.NaN }), /from 1 to 5, not NaN/u],
    ["a page size past all counting", () => given({ pageSize: 1e300 }), /from 1 to 5, not 1e\+300/u],
    ["maxPages of NaN", () => given({ maxPages: Number.NaN }), /1 or more, not NaN/u],
    [
      "a label that no message can hold",
      () => given({ label: Symbol("x") }),
      /config\.label must be a string, not Symbol/u,
    ],
    ["a signal that is none", () => given({ signal: true }), /config\.signal must be an AbortSignal, not true/u],
    [
      "a signal of sendOptions that is none",
      () => given({ sendOptions: { abortSignal: {} } }),
      /config\.sendOptions\.abortSignal must be an AbortSignal, not an object/u,
    ],
    [
      "a signal of resumeFrom that is none",
      () => given({}).resumeFrom("a", { signal: "no" as never }),
      /ListThings: the signal of resumeFrom must be an AbortSignal, not "no"/u,
    ],
    ["an input of null", () => given({}, null), /ListThings: the input must be an object .* not null/u],
    ["an input that is a string", () => given({}, "abc"), /not "abc"/u],
    ["an input that is an array", () => given({}, []), /not an array/u],
    ["a token to start from that refers to itself", () => given({}, { NextToken: selfish() }), /refers to itself/u],
    ["a token to resume from that refers to itself", () => given({}).resumeFrom(selfish()), /refers to itself/u],
  ])("%s", (_, act, message) => {
    expect(act).toThrow(message);
    expect(sent).toEqual([]);
  });
});

type Config = ListingConfig<object, ListThingsCommand>;

class ListThingsCommand {
  readonly input: object;

  constructor(input: object) {
    this.input = input;
  }
}

const KEYS = { command: ListThingsCommand, inputToken: "NextToken", outputToken: "NextToken", pageSize: "MaxResults" };

/** Answers its requests by their number, and writes down their inputs. */
function service(answer: (at: number, input: object) => object | PromiseLike<object>) {
  const sent: object[] = [];
  const client = {
    send: ({ input }: ListThingsCommand): Promise<object> => answer(sent.push(input) - 1, input) as Promise<object>,
  };
  return { client, sent };
}

async function walked(listing: AnyListing, way: Way): Promise<Observed> {
  const walk = consume(listing, way);
  await quiesceTurns();
  return walk;
}

function nested(depth: number): object {
  let token: object = {};
  for (let at = 0; at < depth; at += 1) {
    token = { token };
  }
  return token;
}

function selfish(): object {
  const token: Record<string, unknown> = {};
  token["token"] = token;
  return token;
}

function unreadable(): object {
  return {
    get NextToken(): string {
      throw new Error("cannot be read");
    },
  };
}

function thenThrows(): PromiseLike<object> {
  return {
    // oxlint-disable-next-line unicorn/no-thenable -- being one is the point
    get then(): never {
      throw new Error("then is out of order");
    },
  };
}

function thenable(page: object): PromiseLike<object> {
  return {
    // oxlint-disable-next-line unicorn/no-thenable -- being one is the point
    then: (resolve, reject) => {
      void resolve?.(page);
      void resolve?.({ NextToken: "twice" });
      void reject?.(new Error("and refused"));
      return undefined as never;
    },
  };
}

function byText(a: string, b: string): number {
  return a < b ? -1 : 1;
}

/** Of a service that never answers. */
function hanging(signals: AbortSignal[] = []): AsyncIterator<object, undefined> {
  const client: Config["client"] = {
    send: (_, options) => {
      if (options?.abortSignal !== undefined) {
        signals.push(options.abortSignal);
      }
      return new Promise(() => {});
    },
  };
  return paginate$({ client }, KEYS)[Symbol.asyncIterator]();
}

function finalizerThrows(page$: Observable<object>): Observable<object> {
  return page$.pipe(
    finalize(() => {
      throw new Error("finalizer");
    }),
  );
}
