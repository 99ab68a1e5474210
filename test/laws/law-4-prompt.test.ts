import { getEventListeners, setMaxListeners } from "node:events";
import { retryThrottled } from "@rekognition-rx/operators";
import * as fc from "fast-check";
import { concatMap, type Observable, tap, timer, VirtualTimeScheduler } from "rxjs";
import { describe, expect, test } from "vitest";
import { promisedAnswers } from "../arbitraries/answering.js";
import { type FakeConfig, FakeService } from "../arbitraries/fake-service.js";
import { FaultSchedule, faultSchedules, NO_FAULTS } from "../arbitraries/fault-schedule.js";
import { pageSequences } from "../arbitraries/page-sequence.js";
import { Scenario, scenarios } from "../arbitraries/scenario.js";
import type { SentRequest } from "../arbitraries/sent-request.js";
import { DeafListing } from "./broken/deaf-listing.js";
import { LeftListenerListing } from "./broken/left-listener-listing.js";
import { ListenerAWalkListing } from "./broken/listener-a-walk-listing.js";
import { NeverAbortsListing } from "./broken/never-aborts-listing.js";
import { PlainListing, brokenSubject } from "./broken/plain-listing.js";
import { WrappedReasonListing } from "./broken/wrapped-reason-listing.js";
import { consume, Observed, type Way, WAYS } from "./consume.js";
import { quiesce } from "./drive.js";
import { holds } from "./holds.js";
import { refuted } from "./refuted.js";
import { listings } from "./nested.js";
import type { Subject } from "./subject.js";
import { uphold } from "./uphold.js";

describe.each(WAYS)("law 4, prompt, by %s", (way) => {
  const plain = brokenSubject("plain", PlainListing);

  test.each(listings)("$name ends at once, wherever its signal aborts or its consumer stops", async (subject) => {
    await holds(prompt(subject, way), 80);
  });

  test.each(listings)("$name puts one listener on a signal, and leaves none", async (subject) => {
    await holds(oneListener(subject, way), 30);
  });

  test.each(listings)("$name ends a wait in perRequest", async (subject) => {
    await holds(endsWaits(subject, way), 40);
  });

  test("holds for the listing that the broken ones are made of", async () => {
    await holds(prompt(plain, way), 100);
    await holds(oneListener(plain, way), 30);
    await holds(endsWaits(plain, way), 40);
  });

  test("sees a request that goes on", async () => {
    expect(await refuted(prompt(brokenSubject("never aborts", NeverAbortsListing), way))).toMatch(/is not aborted/);
  });

  test("sees a signal that nobody listens to", async () => {
    expect(await refuted(prompt(brokenSubject("deaf", DeafListing), way))).toMatch(
      /after the abort|is not aborted|ended/,
    );
  });

  test("sees a reason that is put into other words", async () => {
    expect(await refuted(prompt(brokenSubject("wrapped reason", WrappedReasonListing), way))).toMatch(/how it ended/);
  });

  test("sees a listener of each walk's own", async () => {
    expect(await refuted(oneListener(brokenSubject("listener a walk", ListenerAWalkListing), way))).toMatch(
      /listeners at once/,
    );
  });

  test("sees a listener that is left behind", async () => {
    expect(await refuted(oneListener(brokenSubject("left listener", LeftListenerListing), way))).toMatch(/left behind/);
    expect(await refuted(prompt(brokenSubject("left listener", LeftListenerListing), way))).toMatch(/left behind/);
  });
});

/** What ends a walk early. */
type By = "abort" | "stop";

/** When it does: as a request is sent, some time later, or while the consumer has a page in its hands. */
type Moment =
  | { readonly when: "before the walk" }
  | { readonly when: "while sending" | "in flight"; readonly request: number }
  | { readonly when: "inside next" | "with the page in hand"; readonly page: number };

const moments: fc.Arbitrary<Moment> = fc.oneof(
  fc.record({ when: fc.constant("before the walk" as const) }),
  fc.record({ when: fc.constantFrom("while sending" as const, "in flight" as const), request: fc.nat(8) }),
  fc.record({ when: fc.constantFrom("inside next" as const, "with the page in hand" as const), page: fc.nat(8) }),
);

/** What people abort with; `undefined` becomes an AbortError of the platform. */
const reasons = fc.constantFrom<unknown>(undefined, null, 0, "", false, "enough", new Error("enough"));

/**
 * Whatever ends a walk, and whenever: the request in flight is aborted, nothing is sent or delivered afterwards,
 * an abort errors with the very reason, and no listener is left.
 */
function prompt(subject: Subject, way: Way): fc.IAsyncProperty<[Scenario, fc.Scheduler, PromptRun]> {
  return fc.asyncProperty(
    scenarios({
      sequence: pageSequences(),
      answering: promisedAnswers,
      faults: faultSchedules({ of: ["hang"], max: 1 }),
    }),
    fc.scheduler(),
    fc.record({
      by: fc.constantFrom<By>("abort", "stop"),
      moment: moments,
      reason: reasons,
      deafClient: fc.boolean(),
      prefetch: fc.nat(3),
      given: fc.constantFrom("signal" as const, "sendOptions" as const),
      wrapped: fc.boolean(),
    }),
    async (scenario, scheduler, { by, moment, reason, deafClient, prefetch, given, wrapped }) => {
      const service = new FakeService(scenario, subject.shape, scheduler, { deaf: deafClient });
      const controller = new AbortController();
      const { signal } = controller;
      const walk = new Observed();
      let cut: { readonly sent: number; readonly inFlight: readonly SentRequest[]; readonly pages: number } | undefined;
      const cutNow = (): void => {
        if (cut !== undefined || walk.end !== undefined) {
          return;
        }
        const inFlight = service.requests.filter(({ state }) => state === "in flight");
        cut = { sent: service.requests.length, inFlight, pages: walk.pages.length };
        if (by === "abort") {
          controller.abort(reason);
        } else {
          walk.stop();
        }
      };
      const cutLater = (): Promise<void> => scheduler.schedule(Promise.resolve(), by).then(cutNow);
      service.onRequest = ({ number }) => {
        if (!("request" in moment) || moment.request !== number) {
          return;
        }
        if (moment.when === "while sending") {
          cutNow();
        } else {
          void cutLater();
        }
      };

      const ours = given === "signal" ? { signal } : { sendOptions: { abortSignal: signal } };
      const through: Pick<FakeConfig, "perRequest"> = wrapped ? { perRequest: (page$) => page$.pipe(tap()) } : {};
      const listing = subject.list({ ...service.config(), ...ours, ...through, prefetch }, service.input());
      if (moment.when === "before the walk" && by === "abort") {
        cutNow();
      }
      consume(
        listing,
        way,
        {
          checkpoint: (_, number) => {
            if (!("page" in moment) || moment.page !== number) {
              return undefined;
            }
            return moment.when === "inside next" ? cutNow() : cutLater();
          },
        },
        walk,
      );
      await quiesce({ scheduler, progress: () => service.progress });

      if (walk.end !== undefined) {
        const left = getEventListeners(signal, "abort").length;
        uphold(left === 0, `${left} listeners left behind on the signal`);
      }
      if (cut === undefined) {
        return;
      }
      const sentAfter = service.requests.length - cut.sent;
      uphold(sentAfter === 0, `${sentAfter} more was sent after the ${by}`);
      // A walk of walks asks ahead once it has handed over a page, which a loop sees a turn later.
      const handedOver = subject.isNested === true && way === "for await" ? 1 : 0;
      uphold(walk.pages.length - cut.pages <= handedOver, `a page was delivered after the ${by}`);
      for (const request of cut.inFlight) {
        uphold(request.signal?.aborted === true, `request ${request.number} is not aborted`);
        uphold(
          by === "stop" || Object.is(request.signal.reason, signal.reason),
          `request ${request.number} is aborted with another reason`,
        );
      }
      if (by === "abort") {
        uphold(
          walk.failure !== undefined && Object.is(walk.failure.error, signal.reason),
          `how it ended: ${fc.stringify(walk.end)}, aborted with ${fc.stringify(signal.reason)}`,
        );
      }
    },
  );
}

interface PromptRun {
  readonly by: By;
  readonly moment: Moment;
  readonly reason: unknown;
  readonly deafClient: boolean;
  readonly prefetch: number;
  readonly given: "signal" | "sendOptions";
  /** Whether the requests go through a `perRequest`, which takes another path to the client. */
  readonly wrapped: boolean;
}

/** Walks that share a signal share a listener; when the last has ended, however it did, there is none. */
function oneListener(
  subject: Subject,
  way: Way,
): fc.IAsyncProperty<[Scenario, fc.Scheduler, readonly ("to the end" | "take one" | "stop")[], boolean]> {
  return fc.asyncProperty(
    scenarios({ answering: promisedAnswers, faults: faultSchedules({ max: 6 }) }),
    fc.scheduler(),
    fc.array(fc.constantFrom("to the end" as const, "take one" as const, "stop" as const), {
      minLength: 2,
      maxLength: 12,
    }),
    fc.boolean(),
    async (scenario, scheduler, fates, abort) => {
      const service = new FakeService(scenario, subject.shape, scheduler);
      const controller = new AbortController();
      const { signal } = controller;
      // Whoever puts more than one on it shall hear of it from the law, and not by Node.
      setMaxListeners(0, signal);
      let most = 0;
      const count = (): number => getEventListeners(signal, "abort").length;
      service.onRequest = () => (most = Math.max(most, count()));

      const listing = subject.list({ ...service.config(), signal }, service.input());
      const walks = fates.map((fate) => consume(listing, way, fate === "take one" ? { take: 1 } : {}));
      most = Math.max(most, count());
      const run = { scheduler, progress: () => service.progress };
      for (const [at, walk] of walks.entries()) {
        if (fates[at] === "stop") {
          walk.stop();
        }
      }
      await quiesce(run);
      // Those whose request hangs.
      if (abort) {
        controller.abort();
      } else {
        for (const walk of walks) {
          walk.stop();
        }
      }
      await quiesce(run);

      uphold(most <= 1, `${most} listeners at once on the signal of ${walks.length} walks`);
      uphold(
        walks.every(({ end }) => end !== undefined),
        "a walk has not ended",
      );
      uphold(count() === 0, `${count()} listeners left behind on the signal`);
    },
  );
}

/** A wait before a request, put there by `perRequest` or by a retry, ends with the walk; the request is never sent. */
function endsWaits(subject: Subject, way: Way): fc.IAsyncProperty<[Scenario, fc.Scheduler, By, number, Waiting]> {
  return fc.asyncProperty(
    scenarios({ sequence: pageSequences(), answering: promisedAnswers }),
    fc.scheduler(),
    fc.constantFrom<By>("abort", "stop"),
    fc.nat(4),
    fc.constantFrom<Waiting>("a timer in perRequest", "the back-off of retryThrottled"),
    async ({ sequence, answering }, scheduler, by, page, waiting) => {
      const faults =
        waiting === "a timer in perRequest" ? NO_FAULTS : new FaultSchedule([[page, "ThrottlingException"]]);
      const service = new FakeService(new Scenario({ sequence, answering, faults }), subject.shape, scheduler);
      const clock = new VirtualTimeScheduler();
      const controller = new AbortController();
      const retry = retryThrottled<object>({ scheduler: clock, random: () => 1 });
      const delayed = <T>(page$: Observable<T>): Observable<T> => timer(1_000, clock).pipe(concatMap(() => page$));
      const listing = subject.list(
        {
          ...service.config(),
          signal: controller.signal,
          perRequest: (page$, { index }) =>
            waiting === "a timer in perRequest" ? (index === page ? delayed(page$) : page$) : retry(page$),
        },
        service.input(),
      );
      const walk = consume(listing, way);
      const run = { scheduler, progress: () => service.progress };
      await quiesce(run);
      const sent = service.requests.length;
      if (walk.end === undefined) {
        uphold(clock.actions.length === 1, "the walk neither waits nor ends");
        if (by === "abort") {
          controller.abort();
        } else {
          walk.stop();
        }
      }
      await quiesce(run);

      uphold(clock.actions.length === 0, "the wait goes on after the walk has ended");
      clock.flush();
      await quiesce(run);
      uphold(service.requests.length === sent, "a request was sent after the walk had ended");
      uphold(walk.end !== undefined, "the walk has not ended");
    },
  );
}

type Waiting = "a timer in perRequest" | "the back-off of retryThrottled";
