import { isListingError } from "@rekognition-rx/core";
import { processPages } from "@rekognition-rx/operators";
import * as fc from "fast-check";
import { concatMap } from "rxjs";
import { describe, expect, test } from "vitest";
import { FakeService, pageNumber } from "../arbitraries/fake-service.js";
import { FAULTS } from "../arbitraries/fault.js";
import { faultSchedules } from "../arbitraries/fault-schedule.js";
import { pageSequences } from "../arbitraries/page-sequence.js";
import { type Scenario, scenarios } from "../arbitraries/scenario.js";
import { ErrorOvertakesListing } from "./broken/error-overtakes-listing.js";
import { fromAsyncGenerator } from "./broken/from-async-generator.js";
import { NoPrefetchListing } from "./broken/no-prefetch-listing.js";
import { OverlappingNextsListing } from "./broken/overlapping-nexts-listing.js";
import { PlainListing, brokenSubject } from "./broken/plain-listing.js";
import { UnboundedPrefetchListing } from "./broken/unbounded-prefetch-listing.js";
import { drive, quiesce } from "./drive.js";
import type { Processing } from "./processing.js";
import { holds } from "./holds.js";
import { refuted } from "./refuted.js";
import { listings } from "./nested.js";
import { siblings } from "./siblings.js";
import type { Subject } from "./subject.js";
import { uphold, upholdEqual } from "./uphold.js";

describe("law 7, demand", () => {
  const plain = brokenSubject("plain", PlainListing);

  test.each(listings)("$name never asks for more than prefetch pages ahead", async (subject) => {
    await holds(bounded(subject), 80);
  });

  test.each(listings)("$name asks ahead while the consumer works", async (subject) => {
    await holds(ahead(subject), 60);
  });

  test.each(listings)("$name answers concurrent calls of next in order", async (subject) => {
    await holds(inOrder(subject), 100);
  });

  test.each(listings)("processPages of $name asks for no more than its work has come to", async (subject) => {
    await holds(oneAtATime(subject, processPages), 60);
  });

  test("sees concatMap, which buffers what it cannot work on yet", async () => {
    for (const subject of siblings.slice(0, 2)) {
      expect(await refuted(oneAtATime(subject, buffering))).toMatch(/ahead of the work/);
    }
  });

  test("holds for the listing that the broken ones are made of", async () => {
    await holds(bounded(plain), 80);
    await holds(ahead(plain), 60);
    await holds(inOrder(plain), 100);
  });

  test("sees a buffer that fills as fast as the service answers", async () => {
    expect(await refuted(bounded(brokenSubject("unbounded", UnboundedPrefetchListing)))).toMatch(/are ahead/);
  });

  test("sees an error that overtakes the pages before it", async () => {
    expect(await refuted(bounded(brokenSubject("error overtakes", ErrorOvertakesListing)))).toMatch(/the pages/);
  });

  test("sees a prefetch that is not looked at", async () => {
    expect(await refuted(ahead(brokenSubject("no prefetch", NoPrefetchListing)))).toMatch(/requests while/);
    expect(await refuted(ahead(fromAsyncGenerator))).toMatch(/requests while/);
  });

  test("sees calls of next that overlap", async () => {
    expect(await refuted(inOrder(brokenSubject("overlapping nexts", OverlappingNextsListing)))).toMatch(
      /in flight|the pages/,
    );
  });
});

/**
 * However slow the consumer: no more is asked for than it came for, and `prefetch`.
 * What was fetched before a failure is delivered before it. A consumer that leaves takes the request along.
 */
function bounded(
  subject: Subject,
): fc.IAsyncProperty<[Scenario, fc.Scheduler, { readonly prefetch: number; readonly leaveAfter: number | undefined }]> {
  return fc.asyncProperty(
    scenarios({
      sequence: pageSequences(),
      faults: faultSchedules({ of: FAULTS.filter((fault) => fault !== "hang"), max: 1 }),
      started: true,
    }),
    fc.scheduler(),
    fc.record({ prefetch: fc.nat(5), leaveAfter: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }) }),
    async (scenario, scheduler, { prefetch, leaveAfter }) => {
      const service = new FakeService(scenario, subject.shape, scheduler);
      const planned = scenario.planned(subject.shape);
      let calls = 0;
      let mostAhead = 0;
      service.onRequest = () => (mostAhead = Math.max(mostAhead, service.requests.length - calls));

      const iterator = subject.list({ ...service.config(), prefetch }, service.input())[Symbol.asyncIterator]();
      const pages: number[] = [];
      let end: "completed" | "left" | { readonly error: unknown } | undefined;
      let sentWhenLeft = 0;
      const consumer = async (): Promise<void> => {
        for (;;) {
          calls += 1;
          const { done, value } = await iterator.next();
          if (done === true) {
            end = "completed";
            return;
          }
          pages.push(pageNumber(value));
          await scheduler.schedule(Promise.resolve(), "the consumer's work");
          if (pages.length === leaveAfter) {
            const leaving = service.requests.filter(({ state }) => state === "in flight");
            await iterator.return?.();
            sentWhenLeft = service.requests.length;
            uphold(
              leaving.every(({ signal }) => signal === undefined || signal.aborted),
              "the consumer has left and a request goes on",
            );
            end = "left";
            return;
          }
        }
      };
      consumer().catch((error: unknown) => (end = { error }));
      const run = { scheduler, progress: () => service.progress + pages.length };
      await drive({ ...run, settled: () => end !== undefined });
      await quiesce(run);

      if (typeof end === "object" && !isListingError(end.error)) {
        throw end.error;
      }
      uphold(mostAhead <= prefetch, `${mostAhead} pages are ahead of the consumer, and prefetch is ${prefetch}`);
      uphold(service.maxInFlight <= 1, `${service.maxInFlight} requests were in flight together`);
      const failing = scenario.faults.first?.request ?? Number.POSITIVE_INFINITY;
      upholdEqual("the pages", pages, planned.pages.slice(0, Math.min(failing, leaveAfter ?? 99)));
      if (end === "left") {
        uphold(service.requests.length === sentWhenLeft, "more was sent after the consumer had left");
      } else {
        const fails = failing < planned.pages.length;
        uphold((end !== "completed") === fails, `the walk ${fails ? "fails" : "completes"}, and it did not`);
      }
    },
  );
}

const buffering: Processing = (listing, work) => listing.pipe(concatMap(work));

/** One page is worked on at a time, in order, and no more is asked for than that one and `prefetch`. */
function oneAtATime(subject: Subject, processing: Processing): fc.IAsyncProperty<[Scenario, fc.Scheduler, number]> {
  return fc.asyncProperty(
    scenarios({ sequence: pageSequences(), started: true }),
    fc.scheduler(),
    fc.nat(5),
    async (scenario, scheduler, prefetch) => {
      const service = new FakeService(scenario, subject.shape, scheduler);
      const planned = scenario.planned(subject.shape);
      let begun = 0;
      let done = 0;
      let mostAhead = 0;
      service.onRequest = () => (mostAhead = Math.max(mostAhead, service.requests.length - done - 1));
      const pages: number[] = [];
      let end: "completed" | { readonly error: unknown } | undefined;

      processing(subject.list({ ...service.config(), prefetch }, service.input()), async (page) => {
        begun += 1;
        uphold(begun === done + 1, "two pages are worked on at a time");
        await scheduler.schedule(Promise.resolve(), "work");
        done += 1;
        return pageNumber(page);
      }).subscribe({
        next: (page) => pages.push(page),
        error: (error: unknown) => (end = { error }),
        complete: () => (end = "completed"),
      });
      await drive({
        scheduler,
        settled: () => end !== undefined,
        progress: () => service.progress + begun + done,
      });

      upholdEqual("how it ended", end, "completed");
      upholdEqual("the pages", pages, planned.pages);
      uphold(mostAhead <= prefetch, `${mostAhead} pages are ahead of the work, and prefetch is ${prefetch}`);
    },
  );
}

/** While the consumer has a page in its hands, the next ones are fetched: as many as `prefetch` says, and no more. */
function ahead(subject: Subject): fc.IAsyncProperty<[Scenario, fc.Scheduler, number]> {
  return fc.asyncProperty(
    scenarios({ sequence: pageSequences() }),
    fc.scheduler(),
    fc.nat(5),
    async (scenario, scheduler, prefetch) => {
      const service = new FakeService(scenario, subject.shape, scheduler);
      const total = scenario.planned(subject.shape).pages.length;
      const iterator = subject.list({ ...service.config(), prefetch }, service.input())[Symbol.asyncIterator]();
      for (let page = 1; page <= total; page += 1) {
        void iterator.next();
        await quiesce({ scheduler, progress: () => service.progress });
        const sent = service.requests.length;
        const expected = Math.min(page + prefetch, total);
        uphold(sent === expected, `${sent} requests while page ${page} of ${total} is worked on, not ${expected}`);
      }
      await iterator.return?.();
    },
  );
}

/** Calls of `next` that do not wait for one another are answered in order, a failure once, and then that it is over. */
function inOrder(subject: Subject): fc.IAsyncProperty<[Scenario, fc.Scheduler, InOrderRun]> {
  return fc.asyncProperty(
    scenarios({ faults: faultSchedules({ of: FAULTS.filter((fault) => fault !== "hang"), max: 1 }) }),
    fc.scheduler(),
    fc.record({
      prefetch: fc.nat(3),
      bursts: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 5 }),
    }),
    async (scenario, scheduler, { prefetch, bursts }) => {
      const service = new FakeService(scenario, subject.shape, scheduler);
      const planned = scenario.planned(subject.shape);
      const iterator = subject.list({ ...service.config(), prefetch }, service.input())[Symbol.asyncIterator]();
      const results: (number | "failed" | "over")[] = [];
      const settledInOrder: number[] = [];
      let pending = 0;
      let calls = 0;
      const run = { scheduler, progress: () => service.progress + settledInOrder.length };
      for (const burst of bursts) {
        for (let call = 0; call < burst; call += 1) {
          const number = calls;
          calls += 1;
          pending += 1;
          iterator.next().then(
            ({ done, value }) => {
              results[number] = done === true ? "over" : pageNumber(value);
              settledInOrder.push(number);
              pending -= 1;
            },
            () => {
              results[number] = "failed";
              settledInOrder.push(number);
              pending -= 1;
            },
          );
        }
        const outcome = await drive({ ...run, settled: () => pending === 0 });
        uphold(outcome === "settled", `${pending} calls of next are never answered`);
      }
      await iterator.return?.();

      const failing = scenario.faults.first?.request ?? Number.POSITIVE_INFINITY;
      const pages = planned.pages.slice(0, failing);
      const fails = failing < planned.pages.length || planned.ending === "repeated token";
      const expected = [...pages, ...(fails ? ["failed"] : []), ...Array.from({ length: calls }, () => "over")];
      upholdEqual("the pages, failures and ends", results, expected.slice(0, calls));
      upholdEqual("the order of the answers", settledInOrder, [...settledInOrder.keys()]);
      uphold(service.maxInFlight <= 1, `${service.maxInFlight} requests were in flight together`);
    },
  );
}

interface InOrderRun {
  readonly prefetch: number;
  readonly bursts: readonly number[];
}
