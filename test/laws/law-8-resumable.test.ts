import {
  isListingError,
  isRepeatedTokenError,
  isRetriesExhaustedError,
  isTooManyPagesError,
  type ListingPosition,
} from "@rekognition-rx/core";
import * as fc from "fast-check";
import { VirtualTimeScheduler } from "rxjs";
import { describe, expect, test } from "vitest";
import { promisedAnswers } from "../arbitraries/answering.js";
import { FakeService } from "../arbitraries/fake-service.js";
import { FAULTS, THROTTLES, TRANSIENT_FAULTS } from "../arbitraries/fault.js";
import { FaultSchedule, faultSchedules, NO_FAULTS } from "../arbitraries/fault-schedule.js";
import { pageSequences } from "../arbitraries/page-sequence.js";
import { Scenario, scenarios } from "../arbitraries/scenario.js";
import { PlainListing, brokenSubject } from "./broken/plain-listing.js";
import { PositionBeforeListing } from "./broken/position-before-listing.js";
import { RepeatsAPageListing } from "./broken/repeats-a-page-listing.js";
import { RestartingListing } from "./broken/restarting-listing.js";
import { restartOnRetry } from "./broken/restart-on-retry.js";
import { forgetfulResume } from "./broken/forgetful-resume.js";
import { consume, type Observed, type Way, WAYS } from "./consume.js";
import { drive } from "./drive.js";
import { holds } from "./holds.js";
import { refuted } from "./refuted.js";
import { RETRIES, type Retrying, retryInPerRequest } from "./retrying.js";
import { siblings } from "./siblings.js";
import type { AnyListing, Subject } from "./subject.js";
import { uphold, upholdEqual } from "./uphold.js";

describe.each(WAYS)("law 8, resumable, by %s", (way) => {
  const plain = brokenSubject("plain", PlainListing);

  test.each(siblings)("$name carries on after any failure", async (subject) => {
    await holds(afterFailures(subject, way), 60);
  });

  test.each(siblings)("$name carries on from any position", async (subject) => {
    await holds(fromPositions(subject, way), 50);
  });

  test.each(siblings)("$name carries on after maxPages, with a fresh limit", async (subject) => {
    await holds(afterMaxPages(subject, way), 40);
  });

  test("holds for the listing that the broken ones are made of", async () => {
    await holds(afterFailures(plain, way), 60);
    await holds(fromPositions(plain, way), 50);
    await holds(afterMaxPages(plain, way), 40);
    await holds(leavesNoTrace(plain, way, retryInPerRequest), 40);
  });

  test("sees a failure that resumes at page one", async () => {
    const restarting = brokenSubject("restarting", RestartingListing);
    expect(await refuted(afterFailures(restarting, way))).toMatch(/the pages/);
    expect(await refuted(fromPositions(restarting, way))).toMatch(/the pages/);
    expect(await refuted(afterMaxPages(restarting, way))).toMatch(/the pages/);
  });

  test("sees a failure that resumes one page early", async () => {
    expect(await refuted(afterFailures(brokenSubject("repeats a page", RepeatsAPageListing), way))).toMatch(
      /the pages/,
    );
  });

  test("sees a position that stands before its page", async () => {
    expect(await refuted(fromPositions(brokenSubject("position before", PositionBeforeListing), way))).toMatch(
      /the pages|the end marker/,
    );
  });
});

describe.each(WAYS)("law 8, resumed by an operator, by %s", (way) => {
  describe.each(RETRIES)("$name", (retrying) => {
    test.each(siblings)("of $name leaves no trace of what it mended", async (subject) => {
      await holds(leavesNoTrace(subject, way, retrying), 25);
    });
  });

  describe.each(RETRIES.filter(({ attempts }) => attempts !== undefined))("$name", (retrying) => {
    test.each(siblings)("of $name gives up with a resume token that is good", async (subject) => {
      await holds(givesUp(subject, way, retrying), 20);
    });
  });

  test("sees a resume that forgets the tokens and the limits of the walk", async () => {
    for (const subject of siblings.slice(0, 2)) {
      expect(await refuted(leavesNoTrace(subject, way, forgetfulResume))).toMatch(/the pages|how it ended/);
    }
  });

  test("sees a retry that starts again", async () => {
    for (const subject of siblings.slice(0, 2)) {
      expect(await refuted(leavesNoTrace(subject, way, restartOnRetry))).toMatch(/the pages/);
    }
  });
});

const ANSWERED_FAULTS = FAULTS.filter((fault) => fault !== "hang");

/** The pages before a failure, and those of `resumeFrom(error.resumeToken)`, are all pages, however often it fails. */
function afterFailures(
  subject: Subject,
  way: Way,
): fc.IAsyncProperty<[Scenario, fc.Scheduler, { readonly prefetch: number }]> {
  return fc.asyncProperty(
    scenarios({ sequence: pageSequences(), faults: faultSchedules({ of: ANSWERED_FAULTS, min: 1 }), started: true }),
    fc.scheduler(),
    fc.record({ prefetch: fc.nat(2) }),
    async (scenario, scheduler, { prefetch }) => {
      const service = new FakeService(scenario, subject.shape, scheduler);
      const planned = scenario.planned(subject.shape);
      const config = { ...service.config(), prefetch, label: "of 111122223333" };
      let listing = subject.list(config, service.input());
      const pages: number[] = [];
      for (;;) {
        const walk = await walked(service, scheduler, listing, way);
        pages.push(...walk.numbers);
        if (walk.failure === undefined) {
          break;
        }
        const { error } = walk.failure;
        uphold(isListingError(error), `no ListingError: ${fc.stringify(error)}`);
        upholdEqual("ListingError.operation", error.operation, subject.operation);
        upholdEqual("ListingError.label", error.label, "of 111122223333");
        upholdEqual("ListingError.pagesDelivered", error.pagesDelivered, walk.pages.length);
        const answer = service.requests.at(-1)?.answer;
        uphold(
          answer === undefined || error.cause === answer || service.scenario.answering === "in perRequest",
          `the cause is not what the client failed with, but ${fc.stringify(error.cause)}`,
        );
        listing = listing.resumeFrom(written(error.resumeToken));
        uphold(pages.length <= planned.pages.length, `the pages are too many: ${pages.join()}`);
      }
      upholdEqual("the pages of all walks", pages, planned.pages);
      const all = await walked(service, scheduler, listing.resumeFrom(undefined), way);
      uphold(
        all.failure !== undefined || all.numbers[0] === 0,
        "the pages of resumeFrom(undefined) do not begin with the first",
      );
    },
  );
}

/** After every page that was delivered: the pages that came after it, and no others. After the last: none. */
function fromPositions(subject: Subject, way: Way): fc.IAsyncProperty<[Scenario, fc.Scheduler]> {
  return fc.asyncProperty(
    scenarios({ sequence: pageSequences(), started: true }),
    fc.scheduler(),
    async (scenario, scheduler) => {
      const service = new FakeService(scenario, subject.shape, scheduler);
      const planned = scenario.planned(subject.shape);
      const positions: ListingPosition[] = [];
      let resumed = false;
      const checkpoint = (position: ListingPosition): void => {
        if (!resumed) {
          positions.push(position);
        }
      };
      const listing = subject.list({ ...service.config(), checkpoint }, service.input());
      await walked(service, scheduler, listing, way);
      resumed = true;

      upholdEqual(
        "the pages delivered, by position",
        positions.map(({ pagesDelivered }) => pagesDelivered),
        planned.pages.map((_, at) => at + 1),
      );
      for (const { resumeToken, pagesDelivered } of positions) {
        const before = service.requests.length;
        const walk = await walked(service, scheduler, listing.resumeFrom(written(resumeToken)), way);
        upholdEqual(`the pages after position ${pagesDelivered}`, walk.numbers, planned.pages.slice(pagesDelivered));
        upholdEqual("how it ended", walk.end, { kind: "completed" });
        uphold(
          pagesDelivered < planned.pages.length || service.requests.length === before,
          "the end marker is followed by a request",
        );
      }
      const all = await walked(service, scheduler, listing.resumeFrom(undefined), way);
      upholdEqual("the pages of resumeFrom(undefined)", all.numbers, scenario.sequence.walkFrom(undefined).pages);
    },
  );
}

/** A walk that was too long is walked in stretches of `maxPages`. */
function afterMaxPages(subject: Subject, way: Way): fc.IAsyncProperty<[Scenario, fc.Scheduler, number]> {
  return fc.asyncProperty(
    scenarios({ sequence: pageSequences(), started: true }),
    fc.scheduler(),
    fc.integer({ min: 1, max: 4 }),
    async (scenario, scheduler, maxPages) => {
      const service = new FakeService(scenario, subject.shape, scheduler);
      const planned = scenario.planned(subject.shape);
      const pages: number[] = [];
      let listing = subject.list({ ...service.config(), maxPages }, service.input());
      for (;;) {
        const walk = await walked(service, scheduler, listing, way);
        pages.push(...walk.numbers);
        uphold(pages.length <= planned.pages.length, `the pages are too many: ${pages.join()}`);
        if (walk.failure === undefined) {
          break;
        }
        const { error } = walk.failure;
        uphold(isTooManyPagesError(error), `no TooManyPagesError: ${fc.stringify(error)}`);
        uphold(walk.pages.length === maxPages, `the pages of a stretch are ${walk.pages.length}, not ${maxPages}`);
        listing = listing.resumeFrom(written(error.resumeToken));
      }
      upholdEqual("the pages of all stretches", pages, planned.pages);
    },
  );
}

/**
 * A walk whose faults were all mended by a retry is the walk without them: the same pages, each once, and the same end,
 * with the same counts. So the retry carries on one walk: its tokens, its `pagesDelivered` and its `maxPages`.
 */
function leavesNoTrace(
  subject: Subject,
  way: Way,
  retrying: Retrying,
): fc.IAsyncProperty<[Scenario, fc.Scheduler, { readonly maxPages: number | undefined; readonly prefetch: number }]> {
  return fc.asyncProperty(
    scenarios({
      answering: promisedAnswers,
      faults: faultSchedules({ of: [...THROTTLES, ...TRANSIENT_FAULTS], min: 1 }),
      started: true,
    }),
    fc.scheduler(),
    fc.record({ maxPages: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }), prefetch: fc.nat(2) }),
    async (scenario, scheduler, limits) => {
      // The second one says that the clock is wrong: no retry mends that.
      fc.pre(scenario.faults.countOf("clock skew") <= 1);
      const service = new FakeService(scenario, subject.shape, scheduler);
      const flawless = scenario.with(NO_FAULTS);
      const twin = new FakeService(flawless, subject.shape, scheduler);
      const clock = new VirtualTimeScheduler();

      const expected = await walked(twin, scheduler, subject.list({ ...twin.config(), ...limits }, twin.input()), way);
      const listing = retrying.list(subject, { ...service.config(), ...limits }, service.input(), clock, 6);
      const walk = await walked(service, scheduler, listing, way, clock);

      upholdEqual("the pages", walk.numbers, expected.numbers);
      upholdEqual("how it ended", outcomeOf(subject, walk), outcomeOf(subject, expected));
      uphold(service.maxInFlight <= 1, `${service.maxInFlight} requests were in flight together`);
    },
  );
}

/** A retry that gives up says how often it tried, why, and where to carry on. */
function givesUp(
  subject: Subject,
  way: Way,
  retrying: Retrying,
): fc.IAsyncProperty<[Scenario, fc.Scheduler, { readonly from: number; readonly attempts: number }]> {
  return fc.asyncProperty(
    scenarios({ sequence: pageSequences(), answering: promisedAnswers }),
    fc.scheduler(),
    fc.record({ from: fc.nat(7), attempts: fc.integer({ min: 1, max: 4 }) }),
    async ({ sequence, answering }, scheduler, { from, attempts }) => {
      const faults = new FaultSchedule(
        Array.from({ length: attempts }, (_, at) => [from + at, "ThrottlingException"] as const),
      );
      const scenario = new Scenario({ sequence, answering, faults });
      const service = new FakeService(scenario, subject.shape, scheduler);
      const planned = scenario.planned(subject.shape);
      const clock = new VirtualTimeScheduler();
      const listing = retrying.list(subject, service.config(), service.input(), clock, attempts);

      const walk = await walked(service, scheduler, listing, way, clock);
      upholdEqual("the pages before the throttle", walk.numbers, planned.pages.slice(0, from));
      if (from >= planned.pages.length) {
        upholdEqual("how it ended", walk.end, { kind: "completed" });
        return;
      }
      const error = walk.failure?.error;
      uphold(isListingError(error), `no ListingError: ${fc.stringify(walk.end)}`);
      const exhausted = error.cause;
      uphold(isRetriesExhaustedError(exhausted), `its cause is no RetriesExhaustedError: ${fc.stringify(exhausted)}`);
      upholdEqual("RetriesExhaustedError.attempts", exhausted.attempts, attempts);
      uphold(exhausted.cause === service.requests.at(-1)?.answer, "its cause is not the client's last error");
      upholdEqual("requests", service.requests.length, from + attempts);
      const rest = await walked(service, scheduler, listing.resumeFrom(written(error.resumeToken)), way, clock);
      upholdEqual("the pages after the throttle", rest.numbers, planned.pages.slice(from));
    },
  );
}

/** Walks to the end, which must come. */
async function walked(
  service: FakeService,
  scheduler: fc.Scheduler,
  listing: AnyListing,
  way: Way,
  clock?: VirtualTimeScheduler,
): Promise<Observed> {
  const walk = consume(listing, way);
  const outcome = await drive({
    scheduler,
    settled: () => walk.end !== undefined,
    progress: () => service.progress + walk.pages.length,
    passTime: () => {
      const isWaiting = clock !== undefined && clock.actions.length > 0;
      clock?.flush();
      return isWaiting;
    },
  });
  uphold(outcome === "settled", "the walk hangs");
  return walk;
}

/** A token that was written to a file and read back, perhaps by another process. */
function written(token: string | undefined): string | undefined {
  return token === undefined ? undefined : (JSON.parse(JSON.stringify(token)) as string);
}

/** How a walk ended, and what its error says. */
function outcomeOf({ shape }: Subject, { end }: Observed): unknown {
  if (end?.kind !== "failed") {
    return end;
  }
  const { error } = end;
  if (isRepeatedTokenError(error)) {
    return { repeated: shape.decode(error.token), pagesDelivered: error.pagesDelivered };
  }
  return isTooManyPagesError(error) ? { tooMany: error.maxPages, pagesDelivered: error.pagesDelivered } : error;
}
