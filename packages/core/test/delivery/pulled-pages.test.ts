import { getEventListeners } from "node:events";
import * as fc from "fast-check";
import { of } from "rxjs";
import { describe, expect, test, vi } from "vitest";
import type { ListingConfig, ListingPosition, PerRequest } from "../../src/request/listing-config.js";
import { paginate$ } from "../../src/listing/paginate.js";
import { ListThingsCommand, never, pagesOf, settle, type ThingsPage, thingsService } from "../support/things.js";

const ABC = [["a"], ["b"], ["c"]];
const failure = new Error("refused");
const DONE = { done: true, value: undefined };

type Config = ListingConfig<ThingsPage, ListThingsCommand>;
const listing = (config: Config) => paginate$(config, ListThingsCommand);
const pull = (config: Config) => listing(config)[Symbol.asyncIterator]();

/** What `for await` gets, and the error that it ends with. */
async function collect(pages: AsyncIterable<ThingsPage>): Promise<unknown[]> {
  const seen: unknown[] = [];
  try {
    for await (const page of pages) {
      seen.push(page.Things ?? page);
    }
  } catch (error) {
    seen.push(error);
  }
  return seen;
}

const turn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

/** Pages that are there at once, twenty thousand of them. */
const atOnce: PerRequest<ThingsPage> = (_, { index }) => of(index < 19_999 ? { NextToken: `${index}` } : {});

describe("for await", () => {
  test.each([0, 1, 5])(
    "gives every page in order, prefetching %d, and each loop is a walk of its own",
    async (prefetch) => {
      const { client, sent } = pagesOf(ABC);
      const things$ = listing({ client, prefetch });
      expect(sent).toEqual([]);
      expect(await collect(things$)).toEqual(ABC);
      expect(await collect(things$)).toEqual(ABC);
      expect(sent).toHaveLength(6);
    },
  );

  test("that breaks aborts what was prefetched, and sends nothing more", async () => {
    const { client, sent } = thingsService(({ NextToken }) =>
      NextToken === undefined ? { Things: ["a"], NextToken: "1" } : never(),
    );
    for await (const page of listing({ client, prefetch: 1 })) {
      expect(page.Things).toEqual(["a"]);
      break;
    }
    await settle();
    expect(sent.map(({ options }) => options?.abortSignal?.aborted)).toEqual([false, true]);
  });

  test("that throws ends the walk, and leaves no listener behind", async () => {
    const { client, sent } = pagesOf(ABC);
    const { signal } = new AbortController();
    const loop = async (): Promise<void> => {
      for await (const _ of listing({ client, signal })) {
        throw failure;
      }
    };
    const looping = loop();
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
    await expect(looping).rejects.toBe(failure);
    await settle();
    expect(sent).toHaveLength(1);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  test("takes constant stack and one request at a time, though every page be there at once", async () => {
    const { client } = thingsService(({ NextToken }) => {
      const next = Number(NextToken ?? 0) + 1;
      return next < 20_000 ? { NextToken: String(next) } : {};
    });
    let pages = 0;
    for await (const _ of listing({ client })) {
      pages += 1;
    }
    for await (const _ of listing({ client, perRequest: atOnce, prefetch: 20_000 })) {
      pages += 1;
    }
    expect(pages).toBe(40_000);
  });
});

test("an iterator of a listing may be iterated itself", async () => {
  const pages: unknown[] = [];
  const listing = paginate$({ client: pagesOf([["a"], ["b"]]).client }, ListThingsCommand);
  const iterator = listing[Symbol.asyncIterator]() as AsyncIterableIterator<ThingsPage>;
  await iterator.next();
  for await (const page of iterator) {
    pages.push(page.Things);
  }
  expect(pages).toEqual([["b"]]);
});

describe("demand", () => {
  test.each([0, 1, 3])("is what the consumer came for, and prefetch = %d beyond", async (prefetch) => {
    const { client, sent } = pagesOf(Array.from({ length: 10 }, (_, i) => [String(i)]));
    const pages = pull({ client, prefetch });
    for (let pulled = 1; pulled <= 10; pulled += 1) {
      expect(await pages.next()).toMatchObject({ done: false, value: { Things: [String(pulled - 1)] } });
      await settle();
      expect(sent).toHaveLength(Math.min(10, pulled + prefetch));
    }
    expect(await pages.next()).toEqual(DONE);
    expect(await pages.next()).toEqual(DONE);
    expect(sent).toHaveLength(10);
  });

  test("never exceeds it, and one request is in flight, however the client's answers come", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.array(fc.stringMatching(/^[a-z]$/), { maxLength: 2 }), { minLength: 1, maxLength: 6 }),
        fc.nat({ max: 3 }),
        fc.integer({ min: 1, max: 3 }),
        async (scheduler, script, prefetch, atOnce) => {
          const inner = pagesOf(script);
          const breaches: string[] = [];
          let asked = 0;
          let inFlight = 0;
          const { client, sent } = thingsService(async (input) => {
            inFlight += 1;
            if (inFlight > 1) {
              breaches.push("two requests in flight");
            }
            if (sent.length > asked + prefetch) {
              breaches.push(`${sent.length} requests for ${asked} pulls`);
            }
            const page = await scheduler.schedule(inner.client.send(new ListThingsCommand(input)));
            inFlight -= 1;
            return page;
          });
          const pages = pull({ client, prefetch });
          const run = async (): Promise<unknown[]> => {
            const got: unknown[] = [];
            for (;;) {
              // The consumer comes back in its own time, and may come for several at once.
              await scheduler.schedule(Promise.resolve(), "consumer");
              asked += atOnce;
              const results = await Promise.all(Array.from({ length: atOnce }, () => pages.next()));
              got.push(...results.filter(({ done }) => done !== true).map(({ value }) => value?.Things));
              if (results.some(({ done }) => done === true)) {
                return got;
              }
            }
          };
          expect(await scheduler.waitFor(run())).toEqual(script);
          expect(breaches).toEqual([]);
          expect(sent).toHaveLength(script.length);
        },
      ),
      { numRuns: 50 },
    );
  });

  test("of several at once is met in order", async () => {
    const pages = pull({ client: pagesOf(ABC).client });
    const results = await Promise.all([pages.next(), pages.next(), pages.next(), pages.next(), pages.next()]);
    expect(results.map(({ done, value }) => (done === true ? "done" : value.Things))).toEqual([...ABC, "done", "done"]);
  });

  test("gives a request that was asked ahead its turns to reach the socket, before the page", async () => {
    // The SDK signs in a turn of the event loop, and writes in the next.
    const events: string[] = [];
    const inner = pagesOf(ABC);
    const { client } = thingsService(async (input, number) => {
      await turn();
      await turn();
      events.push(`written ${number}`);
      return inner.client.send(new ListThingsCommand(input));
    });
    for await (const page of listing({ client, prefetch: 1 })) {
      events.push(`work on ${page.Things?.join()}`);
    }
    expect(events).toEqual(["written 0", "written 1", "work on a", "written 2", "work on b", "work on c"]);
  });

  test("is met under the fake timers of a test that walks a listing", async () => {
    vi.useFakeTimers();
    try {
      expect(await collect(listing({ client: pagesOf(ABC).client, prefetch: 1 }))).toEqual(ABC);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe("checkpoint", () => {
  test("is called for a page when the consumer is back for the next, and of the last one too", async () => {
    const events: unknown[] = [];
    const checkpoint = (position: ListingPosition): void => void events.push(position);
    for await (const page of listing({ client: pagesOf(ABC).client, checkpoint, prefetch: 2 })) {
      await settle();
      events.push(page.Things);
    }
    expect(events).toEqual([
      ["a"],
      { resumeToken: "1", pagesDelivered: 1 },
      ["b"],
      { resumeToken: "2", pagesDelivered: 2 },
      ["c"],
      { resumeToken: 'rekognition-rx:{"operation":"ListThings","end":true}', pagesDelivered: 3 },
    ]);
  });

  test("is not called for a page whose work broke off", async () => {
    const positions: ListingPosition[] = [];
    const checkpoint = (position: ListingPosition): void => void positions.push(position);
    for await (const page of listing({ client: pagesOf(ABC).client, checkpoint })) {
      if (page.Things?.includes("b") === true) {
        break;
      }
    }
    expect(positions).toEqual([{ resumeToken: "1", pagesDelivered: 1 }]);
  });

  test("that throws ends the walk after the page, with what it threw", async () => {
    const { client, sent } = pagesOf(ABC);
    const checkpoint = (): never => {
      throw failure;
    };
    expect(await collect(listing({ client, checkpoint }))).toEqual([["a"], failure]);
    expect(sent).toHaveLength(1);
  });
});

describe("a checkpoint that returns a promise", () => {
  test.each([0, 1, 2])(
    "is awaited before the next page is handed out and before the end, prefetching %d",
    async (prefetch) => {
      const { client, sent } = pagesOf(ABC);
      const saves: (() => void)[] = [];
      const pages = pull({ client, prefetch, checkpoint: () => new Promise<void>((resolve) => saves.push(resolve)) });
      const got: unknown[] = [];
      const take = (): void => void pages.next().then(({ value }) => got.push(value?.Things ?? "end"));
      take();
      await settle();
      for (let page = 1; page <= 3; page += 1) {
        take();
        await settle();
        // The page in hand is not done with before its checkpoint is.
        expect({ got: got.length, saves: saves.length, sent: sent.length }).toEqual({
          got: page,
          saves: page,
          sent: Math.min(page + prefetch, 3),
        });
        saves.at(-1)?.();
        await settle();
      }
      expect(got).toEqual([...ABC, "end"]);
    },
  );

  test("that rejects ends the walk, and what was prefetched is not delivered", async () => {
    const { client } = pagesOf(ABC);
    expect(await collect(listing({ client, prefetch: 2, checkpoint: () => Promise.reject(failure) }))).toEqual([
      ["a"],
      failure,
    ]);
  });

  test("is not waited for by a consumer that leaves, or by an abort; its rejection is then nobody's", async () => {
    const controller = new AbortController();
    const rejects: ((error: unknown) => void)[] = [];
    const checkpoint = (): Promise<void> => new Promise((_, reject) => rejects.push(reject));
    const left = pull({ client: pagesOf(ABC).client, checkpoint });
    const aborted = pull({ client: pagesOf(ABC).client, checkpoint, signal: controller.signal });
    await left.next();
    await aborted.next();
    const waiting = [left.next(), aborted.next()];
    expect(await left.return?.()).toEqual(DONE);
    controller.abort(failure);
    expect(await Promise.allSettled(waiting)).toEqual([
      { status: "fulfilled", value: DONE },
      { status: "rejected", reason: failure },
    ]);
    for (const reject of rejects) {
      reject(new Error("too late"));
    }
    await settle();
  });

  test("is one after the other where several pages are done with at once", async () => {
    const events: string[] = [];
    const checkpoint = async ({ pagesDelivered }: ListingPosition): Promise<void> => {
      events.push(`begin ${pagesDelivered}`);
      await turn();
      events.push(`end ${pagesDelivered}`);
    };
    const pages = pull({ client: pagesOf(ABC).client, checkpoint });
    await Promise.all([pages.next(), pages.next(), pages.next()]);
    expect(await pages.next()).toEqual(DONE);
    expect(events).toEqual(["begin 1", "end 1", "begin 2", "end 2", "begin 3", "end 3"]);
  });
});

describe("an error", () => {
  test.each([0, 1, 5])("comes after the pages that were fetched before it, prefetching %d", async (prefetch) => {
    const inner = pagesOf(ABC);
    const { client } = thingsService((input, number) => {
      if (number === 2) {
        throw failure;
      }
      return inner.client.send(new ListThingsCommand(input));
    });
    const pages = pull({ client, prefetch });
    const got: unknown[] = [];
    for (let n = 0; n < 2; n += 1) {
      got.push((await pages.next()).value?.Things);
      // Long enough for the failure to be known already.
      await settle();
    }
    expect(got).toEqual([["a"], ["b"]]);
    await expect(pages.next()).rejects.toMatchObject({
      _tag: "ListingError",
      cause: failure,
      resumeToken: "2",
      pagesDelivered: 2,
    });
    expect(await pages.next()).toEqual(DONE);
  });

  test("goes to the first who waits, and the end to the others", async () => {
    const { client } = thingsService(() => Promise.reject(failure));
    const pages = pull({ client });
    const results = await Promise.allSettled([pages.next(), pages.next(), pages.next()]);
    expect(results).toEqual([
      { status: "rejected", reason: expect.objectContaining({ _tag: "ListingError", cause: failure }) as unknown },
      { status: "fulfilled", value: DONE },
      { status: "fulfilled", value: DONE },
    ]);
  });

  test("of a token that comes again, or of too many pages, is reported as to a subscriber", async () => {
    const again = thingsService(({ NextToken }) => ({ Things: [], NextToken: NextToken === "A" ? "B" : "A" }));
    expect((await collect(listing({ client: again.client, prefetch: 1 }))).at(-1)).toMatchObject({
      _tag: "RepeatedTokenError",
      token: "A",
      pagesDelivered: 3,
    });
    expect(await collect(listing({ client: again.client, onRepeatedToken: "stop" }))).toEqual([[], [], []]);
    expect((await collect(listing({ client: pagesOf(ABC).client, maxPages: 2, prefetch: 5 }))).at(-1)).toMatchObject({
      _tag: "TooManyPagesError",
      pagesDelivered: 2,
      resumeToken: "2",
    });
  });
});

describe("return and throw", () => {
  test("before the first pull end a walk that has not begun", async () => {
    const { client, sent } = pagesOf(ABC);
    const one = pull({ client });
    expect(await one.return?.()).toEqual(DONE);
    expect(await one.next()).toEqual(DONE);
    const two = pull({ client });
    await expect(two.throw?.(failure)).rejects.toBe(failure);
    expect(await two.next()).toEqual(DONE);
    expect(sent).toEqual([]);
  });

  test("in mid-request abort it, and end whoever waits", async () => {
    const { client, sent } = thingsService(never);
    const one = pull({ client });
    const waiting = one.next();
    expect(await one.return?.()).toEqual(DONE);
    expect(await waiting).toEqual(DONE);
    const two = pull({ client });
    const alsoWaiting = two.next();
    await expect(two.throw?.(failure)).rejects.toBe(failure);
    expect(await alsoWaiting).toEqual(DONE);
    expect(sent.map(({ options }) => options?.abortSignal?.aborted)).toEqual([true, true]);
  });
});

describe("a signal", () => {
  test("that has aborted already ends the walk before anything is sent", async () => {
    const { client, sent } = pagesOf(ABC);
    const pages = pull({ client, signal: AbortSignal.abort(failure) });
    await expect(pages.next()).rejects.toBe(failure);
    expect(await pages.next()).toEqual(DONE);
    expect(sent).toEqual([]);
  });

  test("that aborts in mid-request is reported at once, with its reason", async () => {
    const { client, sent } = thingsService(never);
    const controller = new AbortController();
    const waiting = pull({ client, signal: controller.signal }).next();
    controller.abort(failure);
    await expect(waiting).rejects.toBe(failure);
    expect(sent[0]?.options?.abortSignal?.reason).toBe(failure);
  });

  test("that aborts between two pages is reported when the consumer is back, and drops what was prefetched", async () => {
    const { client, sent } = pagesOf(ABC);
    const controller = new AbortController();
    const positions: ListingPosition[] = [];
    const pages = pull({
      client,
      prefetch: 1,
      signal: controller.signal,
      checkpoint: (position) => positions.push(position),
    });
    await pages.next();
    await settle();
    controller.abort(failure);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    await expect(pages.next()).rejects.toBe(failure);
    expect(await pages.next()).toEqual(DONE);
    expect(sent).toHaveLength(2);
    // The page in hand was done with all the same.
    expect(positions).toEqual([{ resumeToken: "1", pagesDelivered: 1 }]);
  });

  test("keeps no listener of a pull that is abandoned, and ends it all the same if its consumer comes back", async () => {
    const controller = new AbortController();
    const { client, sent } = pagesOf(ABC);
    const pulls = [0, 1, 2].map((prefetch) => pull({ client, prefetch, signal: controller.signal }));
    for (const pages of pulls) {
      expect((await pages.next()).value?.Things).toEqual(["a"]);
    }
    await settle();
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    // Listened to again for as long as somebody waits.
    const waiting = pulls.map((pages) => pages.next());
    expect(getEventListeners(controller.signal, "abort")).toHaveLength(1);
    await Promise.all(waiting);
    await settle();
    const before = sent.length;
    controller.abort(failure);
    for (const pages of pulls) {
      await expect(pages.next()).rejects.toBe(failure);
      expect(await pages.next()).toEqual(DONE);
    }
    expect(sent).toHaveLength(before);
  });

  test("keeps no listener of a walk that has ended", async () => {
    const { signal } = new AbortController();
    await collect(listing({ client: pagesOf(ABC).client, signal }));
    await collect(listing({ client: thingsService(() => Promise.reject(failure)).client, signal }));
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });
});

test("resumes at the end to nothing, and sends nothing", async () => {
  const { client, sent } = pagesOf(ABC);
  expect(await collect(listing({ client }).resumeFrom('rekognition-rx:{"operation":"ListThings","end":true}'))).toEqual(
    [],
  );
  expect(sent).toEqual([]);
});
