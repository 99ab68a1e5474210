import { setTimeout } from "node:timers/promises";
import { isListingError, type ListingPosition } from "@rekognition-rx/core";
import * as fc from "fast-check";
import {
  concat,
  config as rxjs,
  EMPTY,
  mergeMap,
  type Observable,
  of,
  repeat,
  throwError,
  timeout,
  VirtualTimeScheduler,
} from "rxjs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { promisedAnswers } from "../arbitraries/answering.js";
import { type FakeConfig, FakeService } from "../arbitraries/fake-service.js";
import { symptomOf } from "../arbitraries/fault.js";
import { FaultSchedule, faultSchedules } from "../arbitraries/fault-schedule.js";
import { pageSequences } from "../arbitraries/page-sequence.js";
import { Scenario, scenarios } from "../arbitraries/scenario.js";
import type { SentRequest } from "../arbitraries/sent-request.js";
import { AbandonedPullListing } from "./broken/abandoned-pull-listing.js";
import { ErrorIsCompletionListing } from "./broken/error-is-completion-listing.js";
import { NullPageIsTheEndListing } from "./broken/null-page-is-the-end-listing.js";
import { PlainListing, brokenSubject } from "./broken/plain-listing.js";
import { TakesWhatComesListing } from "./broken/takes-what-comes-listing.js";
import { consume, type Way, WAYS } from "./consume.js";
import { drive, quiesce } from "./drive.js";
import { holds } from "./holds.js";
import { refuted } from "./refuted.js";
import { listings } from "./nested.js";
import type { Subject } from "./subject.js";
import { uphold, upholdEqual } from "./uphold.js";

/** What a consumer threw, as rxjs reports it; it would end the process otherwise. */
let reported: unknown[] = [];

beforeEach(() => {
  reported = [];
  rxjs.onUnhandledError = (error: unknown) => reported.push(error);
});

afterEach(() => {
  rxjs.onUnhandledError = null;
});

describe.each(WAYS)("law 9, isolated, by %s", (way) => {
  const plain = brokenSubject("plain", PlainListing);

  test.each(listings)("$name reports every fault of the client", async (subject) => {
    await holds(neverSilent(subject, way), 100);
  });

  test.each(listings)("$name ends a request that hangs by the caller's own time-out", async (subject) => {
    await holds(timesOut(subject, way), 60);
  });

  test.each(listings)("$name reports what a perRequest, a checkpoint or a withCommand did wrong", async (subject) => {
    await holds(tellsCallbacks(subject, way), 80);
  });

  test.each(listings)("$name keeps a consumer that throws to itself", async (subject) => {
    await holds(keepsThrowers(subject, way), 50);
  });

  test("holds for the listing that the broken ones are made of", async () => {
    await holds(neverSilent(plain, way), 100);
    await holds(timesOut(plain, way), 60);
    await holds(tellsCallbacks(plain, way), 100);
    await holds(keepsThrowers(plain, way), 50);
  });

  test("sees a failure that passes for the end", async () => {
    const silent = brokenSubject("error is completion", ErrorIsCompletionListing);
    expect(await refuted(neverSilent(silent, way))).toMatch(/silence/);
    expect(await refuted(timesOut(silent, way))).toMatch(/silence/);
  });

  test("sees a null page that is taken for the end", async () => {
    expect(await refuted(neverSilent(brokenSubject("null is the end", NullPageIsTheEndListing), way))).toMatch(
      /silence|the pages/,
    );
  });

  test("sees a perRequest that may emit what it likes", async () => {
    expect(await refuted(tellsCallbacks(brokenSubject("takes what comes", TakesWhatComesListing), way))).toMatch(
      /how it ended|the pages/,
    );
  });
});

test("law 9, isolated, sees a pull that goes on when its consumer has thrown", async () => {
  const abandoned = brokenSubject("abandoned pull", AbandonedPullListing);
  expect(await refuted(keepsThrowers(abandoned, "for await"))).toMatch(/goes on|was sent after/);
});

/** A request that fails in whatever way ends the walk with that, after the pages before it; it never completes. */
function neverSilent(
  subject: Subject,
  way: Way,
): fc.IAsyncProperty<[Scenario, fc.Scheduler, { readonly prefetch: number }]> {
  return fc.asyncProperty(
    scenarios({ sequence: pageSequences(), faults: faultSchedules({ min: 1, max: 1 }), started: true }),
    fc.scheduler(),
    fc.record({ prefetch: fc.nat(2) }),
    async (scenario, scheduler, { prefetch }) => {
      const service = new FakeService(scenario, subject.shape, scheduler);
      const planned = scenario.planned(subject.shape);
      const failing = scenario.faults.first?.request ?? 0;

      const walk = consume(subject.list({ ...service.config(), prefetch }, service.input()), way);
      await quiesce({ scheduler, progress: () => service.progress + walk.pages.length });

      upholdEqual("the pages before the fault", walk.numbers, planned.pages.slice(0, failing));
      if (failing >= planned.pages.length) {
        upholdEqual("how it ended", walk.end, { kind: "completed" });
        return;
      }
      const symptom = symptomOf(scenario.faults.first?.fault ?? "hang");
      uphold(walk.end?.kind !== "completed", "the walk completes in silence");
      if (symptom.kind === "hangs") {
        uphold(walk.end === undefined, "the walk does not wait for its answer");
        walk.stop();
        return;
      }
      const error = walk.failure?.error;
      uphold(isListingError(error), `how it ended: ${fc.stringify(walk.end)}`);
      if (symptom.kind === "answers") {
        uphold(
          error.cause instanceof TypeError && error.message.includes(String(symptom.page)),
          `the error does not name the ${String(symptom.page)} page, but says ${error.message}`,
        );
      } else {
        upholdEqual("the name of the cause", nameOf(error.cause), nameOf(symptom.error));
      }
    },
  );
}

/** A time-out in `perRequest` ends a walk whose client never answers, and aborts the request. */
function timesOut(subject: Subject, way: Way): fc.IAsyncProperty<[Scenario, fc.Scheduler, number]> {
  return fc.asyncProperty(
    scenarios({ sequence: pageSequences(), answering: promisedAnswers }),
    fc.scheduler(),
    fc.nat(7),
    async ({ sequence, answering }, scheduler, request) => {
      const scenario = new Scenario({ sequence, answering, faults: new FaultSchedule([[request, "hang"]]) });
      const service = new FakeService(scenario, subject.shape, scheduler);
      const planned = scenario.planned(subject.shape);
      const clock = new VirtualTimeScheduler();
      const perRequest: FakeConfig["perRequest"] = (page$) => page$.pipe(timeout({ each: 5_000, scheduler: clock }));

      const walk = consume(subject.list({ ...service.config(), perRequest }, service.input()), way);
      await drive({
        scheduler,
        settled: () => walk.end !== undefined,
        progress: () => service.progress,
        passTime: () => {
          clock.flush();
          return true;
        },
      });

      upholdEqual("the pages before the hang", walk.numbers, planned.pages.slice(0, request));
      if (request >= planned.pages.length) {
        return;
      }
      uphold(walk.end?.kind !== "completed", "the walk completes in silence");
      const error = walk.failure?.error;
      uphold(isListingError(error), `how it ended: ${fc.stringify(walk.end)}`);
      upholdEqual("the name of the cause", nameOf(error.cause), "TimeoutError");
      uphold(service.requests[request]?.signal?.aborted === true, "the request that hangs is not aborted");
    },
  );
}

/** What a user's callback can do wrong at a page, and the words in which it must be reported. */
const WRONGS: Readonly<Record<string, readonly [wrong: Partial<FakeConfig>, words: RegExp]>> = {
  "perRequest emits no page": [{ perRequest: () => EMPTY }, /perRequest completed without a page/],
  "perRequest emits two pages": [{ perRequest: twice }, /perRequest emitted a second page/],
  "perRequest emits pages without end": [{ perRequest: endless }, /perRequest emitted a second page/],
  "perRequest emits a page and fails": [{ perRequest: fails }, /wrong on purpose/],
  "perRequest fails": [{ perRequest: () => throwError(() => new Error("wrong on purpose")) }, /wrong on purpose/],
  "perRequest throws": [{ perRequest: wrong }, /wrong on purpose/],
  "perRequest emits null": [{ perRequest: () => of<object>(null as never) }, /answered with null/],
  "perRequest answers undefined": [{ perRequest: () => undefined as never }, /undefined/],
  "perRequest answers a number": [{ perRequest: () => 7 as never }, /7|number/],
  "checkpoint throws": [{ checkpoint: wrong }, /wrong on purpose/],
  "withCommand throws": [{ withCommand: wrong }, /wrong on purpose/],
};

/** A callback that does wrong at a page ends the walk there with an error that says what, and nothing hangs. */
function tellsCallbacks(
  subject: Subject,
  way: Way,
): fc.IAsyncProperty<[Scenario, fc.Scheduler, { readonly wrong: string; readonly at: number }]> {
  return fc.asyncProperty(
    scenarios({ sequence: pageSequences(), answering: promisedAnswers }),
    fc.scheduler(),
    fc.record({
      wrong: fc.constantFrom(...Object.keys(WRONGS)),
      at: fc.nat(7),
    }),
    async (scenario, scheduler, { wrong, at }) => {
      const service = new FakeService(scenario, subject.shape, scheduler);
      const planned = scenario.planned(subject.shape);
      const [{ perRequest, checkpoint, withCommand } = {}, words = /./] = WRONGS[wrong] ?? [];
      let commands = 0;
      const positions: ListingPosition[] = [];
      const config: FakeConfig = {
        ...service.config(),
        ...(perRequest !== undefined && {
          perRequest: (page$, request) => (request.index === at ? perRequest(page$, request) : page$),
        }),
        ...(checkpoint !== undefined && {
          checkpoint: (position) => (positions.push(position) === at + 1 ? checkpoint(position) : undefined),
        }),
        ...(withCommand !== undefined && {
          withCommand: (command) => (commands++ === at ? withCommand(command) : command),
        }),
      };

      const walk = consume(subject.list(config, service.input()), way);
      const run = { scheduler, progress: () => service.progress + walk.pages.length };
      const outcome = await drive({ ...run, settled: () => walk.end !== undefined });
      uphold(outcome === "settled", "the walk hangs");
      const sent = service.requests.length;
      await quiesce(run);

      uphold(service.requests.length === sent, "more was sent after the walk had ended");
      // The checkpoint of a walk of walks is called once more, with the end.
      const calls = planned.pages.length + (checkpoint !== undefined && subject.isNested === true ? 1 : 0);
      if (at >= calls) {
        upholdEqual("how it ended", walk.end, { kind: "completed" });
        return;
      }
      upholdEqual("the pages", walk.numbers, planned.pages.slice(0, checkpoint === undefined ? at : at + 1));
      const error = walk.failure?.error;
      uphold(error instanceof Error && words.test(error.message), `how it ended: ${fc.stringify(walk.end)}`);
      // A checkpoint's own error comes as it is: no request has failed, and the position was given to it.
      uphold(isListingError(error) === (checkpoint === undefined), `what it ended with: ${fc.stringify(walk.end)}`);
      const resumeToken = isListingError(error) ? error.resumeToken : positions.at(-1)?.resumeToken;
      const rest = consume(subject.list(service.config(), service.input()).resumeFrom(resumeToken), way);
      await drive({ ...run, settled: () => rest.end !== undefined });
      upholdEqual("the pages from there", rest.numbers, planned.pages.slice(walk.pages.length));
    },
  );
}

/**
 * A consumer that throws ends its own pull, with its own error, and aborts what it had asked for;
 * of a subscription rxjs reports it. Another consumer of the same listing does not notice.
 */
function keepsThrowers(subject: Subject, way: Way): fc.IAsyncProperty<[Scenario, fc.Scheduler, ThrowerRun]> {
  return fc.asyncProperty(
    scenarios({ sequence: pageSequences(), answering: promisedAnswers }),
    fc.scheduler(),
    fc.record({ at: fc.nat(7), prefetch: fc.nat(3), alone: fc.boolean() }),
    async (scenario, scheduler, { at, prefetch, alone }) => {
      const service = new FakeService(scenario, subject.shape, scheduler);
      const planned = scenario.planned(subject.shape);
      const { signal } = new AbortController();
      const thrown = new Error("the consumer's own");
      reported = [];

      const listing = subject.list({ ...service.config(), prefetch, signal }, service.input());
      const other = alone ? undefined : consume(listing, way);
      let left: readonly SentRequest[] = [];
      let sent = 0;
      const walk = consume(listing, way, {
        checkpoint: (_, number) => {
          if (number !== at) {
            return;
          }
          left = service.requests.filter(({ state }) => state === "in flight");
          sent = service.requests.length;
          throw thrown;
        },
      });
      const run = { scheduler, progress: () => service.progress + walk.pages.length };
      await drive({ ...run, settled: () => walk.end !== undefined && (alone || other?.end !== undefined) });
      await quiesce(run);
      // rxjs reports by a timer of its own, which was set before this one.
      await setTimeout(1);

      if (other !== undefined) {
        upholdEqual("the pages of the other consumer", other.numbers, planned.pages);
        upholdEqual("how the other one ended", other.end, { kind: "completed" });
      }
      const throws = at < planned.pages.length;
      upholdEqual("the errors that rxjs reports", reported, throws && way === "subscribe" ? [thrown] : []);
      if (!throws || way === "subscribe") {
        upholdEqual("how it ended", walk.end, { kind: "completed" });
        return;
      }
      uphold(walk.failure?.error === thrown, `how it ended: ${fc.stringify(walk.end)}`);
      if (alone) {
        uphold(
          left.every((request) => request.signal?.aborted === true),
          "a request goes on after its consumer has thrown",
        );
        uphold(service.requests.length === sent, "more was sent after the consumer had thrown");
      }
    },
  );
}

interface ThrowerRun {
  readonly at: number;
  readonly prefetch: number;
  /** Whether there is no other consumer. */
  readonly alone: boolean;
}

function nameOf(error: unknown): unknown {
  return error instanceof Error ? error.name : error;
}

function wrong(): never {
  throw new Error("wrong on purpose");
}

function twice(page$: Observable<object>): Observable<object> {
  return page$.pipe(mergeMap((page) => [page, page]));
}

/** Emits for as long as somebody listens; so that the test ends, not longer than this. */
function endless(page$: Observable<object>): Observable<object> {
  return page$.pipe(repeat(50));
}

function fails(page$: Observable<object>): Observable<object> {
  return concat(
    page$,
    throwError(() => new Error("wrong on purpose")),
  );
}
