import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { setTimeout as wait } from "node:timers/promises";
import { processPages } from "@rekognition-rx/operators";
import * as fc from "fast-check";
import { Observable } from "rxjs";
import { describe, expect, test } from "vitest";
import { FakeService, pageNumber } from "../arbitraries/fake-service.js";
import { faultSchedules } from "../arbitraries/fault-schedule.js";
import { pageSequences } from "../arbitraries/page-sequence.js";
import { type Scenario, scenarios } from "../arbitraries/scenario.js";
import { AbandonedPullListing } from "./broken/abandoned-pull-listing.js";
import { impatient } from "./broken/impatient-processing.js";
import { LeftListenerListing } from "./broken/left-listener-listing.js";
import { leavesAtTheEnd } from "./broken/leaves-at-the-end-processing.js";
import { brokenSubject, PlainListing } from "./broken/plain-listing.js";
import { RestlessListing } from "./broken/restless-listing.js";
import { ThrowsAtOnceListing } from "./broken/throws-at-once-listing.js";
import { drive, quiesce, quiesceTurns } from "./drive.js";
import type { Processing } from "./processing.js";
import { holds } from "./holds.js";
import { refuted } from "./refuted.js";
import { siblings } from "./siblings.js";
import type { AnyListing, Subject } from "./subject.js";
import { uphold, upholdEqual } from "./uphold.js";

// The rules of the Reactive Streams specification that the laws do not state already: see reactive-streams.md.

describe("an iterator as a subscription", () => {
  test.each(siblings)("of $name obeys whoever calls it, in any order and at any time", async (subject) => {
    await holds(subscription(subject), 120);
  });

  test.each(siblings)("of $name answers any number of calls of next, each once and in order", async (subject) => {
    await holds(unboundedDemand(subject), 4);
  });

  test.each(siblings)("of $name is held by nothing once it is over", async (subject) => {
    await expect(dropped(subject)).resolves.toBeUndefined();
  });

  test.each(siblings)("of $name whose consumer never comes back holds up no other", async (subject) => {
    await holds(notHeldUp(subject), 40);
  });

  test("is as it should be where the broken ones begin", async () => {
    const plain = brokenSubject("plain", PlainListing);
    await holds(subscription(plain), 120);
    await expect(dropped(plain)).resolves.toBeUndefined();
  });

  test("is seen to go on after its end", async () => {
    expect(await refuted(subscription(brokenSubject("restless", RestlessListing)))).toMatch(/after the end/);
  });

  test("is seen to go on when it was left", async () => {
    expect(await refuted(subscription(brokenSubject("abandoned", AbandonedPullListing)))).toMatch(
      /after the end|is never answered/,
    );
  });

  test("is seen to throw from a call", async () => {
    expect(await refuted(subscription(brokenSubject("throws at once", ThrowsAtOnceListing)))).toMatch(/has thrown/);
  });

  test("is seen to be held", async () => {
    await expect(dropped(brokenSubject("left listener", LeftListenerListing))).rejects.toThrow(/is held/);
  });
});

describe("processPages as a subscriber", () => {
  test("comes for a page when it is done with the one before, and lets an iterator rest that has ended", async () => {
    await holds(subscriber(processPages), 150);
  });

  test("ends with a listing that has ended before its first page", async () => {
    await holds(subscriber(processPages, 0), 40);
  });

  test("is seen to be impatient", async () => {
    expect(await refuted(subscriber(impatient))).toMatch(/came for a page|was not left/);
  });

  test("is seen to leave what has ended", async () => {
    expect(await refuted(subscriber(leavesAtTheEnd))).toMatch(/has ended, and is left/);
  });
});

/** What a caller may do to an iterator; `turn` lets something happen. */
type Act = (typeof ACTS)[number];

const ACTS = ["next", "return", "throw", "abort", "turn"] as const;
const acts = fc.array(fc.oneof({ arbitrary: fc.constant<Act>("next"), weight: 3 }, fc.constantFrom<Act>(...ACTS)), {
  minLength: 1,
  maxLength: 12,
});

/**
 * No call throws, each gives a promise, and none asks for more than one page and what may be fetched ahead.
 * There are no more pages than calls of `next`, in order. After the end, however it came, there is only the end:
 * what was pending is answered, nothing is sent, and calls change nothing.
 */
function subscription(subject: Subject): fc.IAsyncProperty<[Scenario, fc.Scheduler, readonly Act[], number]> {
  return fc.asyncProperty(
    scenarios({ sequence: pageSequences(), faults: faultSchedules({ max: 1 }), started: true }),
    fc.scheduler(),
    acts,
    fc.nat(3),
    async (scenario, scheduler, program, prefetch) => {
      const service = new FakeService(scenario, subject.shape, scheduler);
      const planned = scenario.planned(subject.shape);
      const controller = new AbortController();
      const config = { ...service.config(), prefetch, signal: controller.signal };
      const iterator = subject.list(config, service.input())[Symbol.asyncIterator]();
      const pages: number[] = [];
      let calls = 0;
      let pending = 0;
      let over = false;
      let sentAtEnd = 0;
      const end = (): void => {
        if (over) {
          return;
        }
        over = true;
        sentAtEnd = service.requests.length;
      };
      const call = (act: "next" | "return" | "throw"): void => {
        const before = service.requests.length;
        let answer: Promise<IteratorResult<object, undefined>> | undefined;
        const wasOver = over;
        if (act !== "next") {
          end();
        }
        try {
          answer = act === "throw" ? iterator.throw?.("thrown in") : iterator[act]?.();
        } catch (error) {
          uphold(false, `a call of ${act} has thrown ${String(error)}`);
        }
        uphold(answer instanceof Promise, `a call of ${act} gave no promise`);
        const sent = service.requests.length - before;
        uphold(sent <= 1 + prefetch, `a call of ${act} has sent ${sent} requests, and prefetch is ${prefetch}`);
        if (act !== "next") {
          answer.catch(() => {});
          return;
        }
        calls += 1;
        pending += 1;
        answer.then(
          ({ done, value }) => {
            pending -= 1;
            if (done === true) {
              end();
              return;
            }
            faults.push(...(wasOver ? ["a page came after the end"] : []));
            pages.push(pageNumber(value));
          },
          () => {
            pending -= 1;
            end();
          },
        );
      };
      const faults: string[] = [];
      const run = { scheduler, progress: () => service.progress + calls - pending };

      for (const act of program) {
        if (act === "turn") {
          await drive({ ...run, settled: () => pending === 0 });
        } else if (act === "abort") {
          controller.abort();
          end();
        } else {
          call(act);
        }
        uphold(pages.length <= calls, `${pages.length} pages for ${calls} calls of next`);
      }
      // Whoever has come to no end leaves now: twice.
      call("return");
      call("return");
      await quiesce(run);
      call("next");
      await quiesce(run);

      uphold(pending === 0, `a call of next is never answered (${pending} of ${calls})`);
      upholdEqual("what came after the end", faults, []);
      const sentAfter = service.requests.length - sentAtEnd;
      uphold(sentAfter === 0, `${sentAfter} requests were sent after the end`);
      upholdEqual("the pages", pages, planned.pages.slice(0, pages.length));
    },
  );
}

/** However many calls of `next` are waiting, each is answered once, in order, and the end reaches all that are left. */
function unboundedDemand(subject: Subject): fc.IAsyncProperty<[number, number]> {
  return fc.asyncProperty(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 0, max: 4_000 }), async (total, more) => {
    const { shape } = subject;
    let sent = 0;
    const client = {
      send: async ({ input }: { readonly input: object }): Promise<object> => {
        const at = sent;
        sent += 1;
        const token = at + 1 < total ? shape.encode(String(at + 1), at) : undefined;
        return shape.page(shape.end === "same" ? (token ?? shape.tokenIn(input)) : token, [], `page ${at}`);
      },
    };
    const iterator = subject.list({ client })[Symbol.asyncIterator]();
    const answers = await Promise.all(Array.from({ length: total + more }, () => iterator.next()));
    upholdEqual(
      "the pages",
      answers.slice(0, total).map(({ value }) => pageNumber(value)),
      Array.from({ length: total }, (_, at) => at),
    );
    uphold(
      answers.slice(total).every(({ done }) => done === true),
      "a call after the end is answered with a page",
    );
    uphold(sent === total, `${sent} requests for ${total} pages`);
  });
}

/** Neither the listing, nor a signal that lives on, holds an iterator that was left, or has ended. */
async function dropped(subject: Subject): Promise<void> {
  const { signal } = new AbortController();
  const { shape } = subject;
  const client = { send: async () => shape.page(undefined, [], "page 0") };
  const listing = subject.list({ client, signal });
  const iterators: WeakRef<object>[] = [];
  for (const way of ["to its end", "left"] as const) {
    await (async () => {
      const iterator = listing[Symbol.asyncIterator]();
      iterators.push(new WeakRef(iterator));
      await iterator.next();
      await (way === "left" ? iterator.return?.() : iterator.next());
    })();
  }
  // A WeakRef holds its target until the turn in which it was made is over.
  for (let turn = 0; turn < 5; turn += 1) {
    await wait(1);
    collectGarbage();
  }
  const held = iterators.filter((iterator) => iterator.deref() !== undefined).length;
  uphold(held === 0, `an iterator is held that is over (${held} of ${iterators.length})`);
  uphold(!signal.aborted, "the signal is still there");
  await quiesceTurns();
  expect(listing).toBeDefined();
}

/** A consumer that takes a page and never comes back, and one that has not begun: the third gets every page. */
function notHeldUp(subject: Subject): fc.IAsyncProperty<[Scenario, fc.Scheduler, number]> {
  return fc.asyncProperty(
    scenarios({ sequence: pageSequences(), started: true }),
    fc.scheduler(),
    fc.nat(2),
    async (scenario, scheduler, prefetch) => {
      const service = new FakeService(scenario, subject.shape, scheduler);
      const planned = scenario.planned(subject.shape);
      const listing = subject.list({ ...service.config(), prefetch }, service.input());
      const stopped = listing[Symbol.asyncIterator]();
      const idle = listing[Symbol.asyncIterator]();
      void stopped.next();
      const pages: number[] = [];
      let end = false;
      void (async () => {
        for await (const page of listing) {
          pages.push(pageNumber(page));
        }
        end = true;
      })();
      await drive({ scheduler, settled: () => end, progress: () => service.progress + pages.length });
      upholdEqual("the pages of the one that goes on", pages, planned.pages);
      await stopped.return?.();
      await idle.return?.();
    },
  );
}

/** How a listing goes that only writes down how it is called. */
interface Script {
  readonly pages: number;
  readonly end: "done" | "rejected";
  /** Results after which the consumer has enough. */
  readonly takes: number;
  readonly workFails: number | undefined;
}

function subscriber(processing: Processing, most: number = 6): fc.IAsyncProperty<[fc.Scheduler, Script]> {
  return fc.asyncProperty(
    fc.scheduler(),
    fc.record({
      pages: fc.nat(most),
      end: fc.constantFrom("done" as const, "rejected" as const),
      takes: fc.integer({ min: 1, max: 9 }),
      workFails: fc.option(fc.nat(6), { nil: undefined }),
    }),
    async (scheduler, { pages, end, takes, workFails }) => {
      const breaches: string[] = [];
      let asked = 0;
      let answered = 0;
      let worked = 0;
      let left = 0;
      let over = false;
      const iterator: AsyncIterator<object, undefined> = {
        next: async () => {
          if (asked > answered) {
            breaches.push("came for a page while another was on its way");
          }
          if (answered > worked) {
            breaches.push("came for a page while it worked on another");
          }
          if (over || left > 0) {
            breaches.push("came for a page after the end");
          }
          asked += 1;
          await scheduler.schedule(Promise.resolve(), `answer ${asked}`);
          answered += 1;
          if (answered <= pages) {
            return { done: false, value: { number: answered } };
          }
          over = true;
          if (end === "rejected") {
            throw new Error("the listing's");
          }
          return { done: true, value: undefined };
        },
        return: async () => {
          if (over) {
            breaches.push("the iterator has ended, and is left");
          }
          if (left > 0) {
            breaches.push("the iterator is left twice");
          }
          left += 1;
          return { done: true, value: undefined };
        },
      };
      const listing = Object.assign(new Observable<object>(), {
        resumeFrom: () => listing,
        [Symbol.asyncIterator]: () => iterator,
      }) as unknown as AnyListing;

      let results = 0;
      let settled: "complete" | "error" | "left" | undefined;
      const consumer = processing(listing, async () => {
        const number = worked;
        await scheduler.schedule(Promise.resolve(), "work");
        worked += 1;
        if (number === workFails) {
          throw new Error("the work's");
        }
      }).subscribe({
        next: () => {
          results += 1;
          if (results === takes) {
            settled = "left";
            consumer.unsubscribe();
          }
        },
        error: () => (settled = "error"),
        complete: () => (settled = "complete"),
      });
      const run = { scheduler, progress: () => asked + answered + worked + results };
      await drive({ ...run, settled: () => settled !== undefined });
      await quiesce(run);

      upholdEqual("how it called", breaches, []);
      const fails = workFails !== undefined && workFails < Math.min(pages, takes);
      const expected = fails ? "error" : takes <= pages ? "left" : end === "done" ? "complete" : "error";
      upholdEqual("how it ended", settled, expected);
      uphold(over || left === 1, "the iterator was not left");
    },
  );
}

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;
