import { isRepeatedTokenError, isTooManyPagesError } from "@rekognition-rx/core";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FakeService } from "../arbitraries/fake-service.js";
import { type Scenario, scenarios } from "../arbitraries/scenario.js";
import { ForgetsItsStartListing } from "./broken/forgets-its-start-listing.js";
import { PlainListing, brokenSubject } from "./broken/plain-listing.js";
import { PreviousTokenOnlyListing } from "./broken/previous-token-only-listing.js";
import { ShortMemoryListing } from "./broken/short-memory-listing.js";
import { UnlimitedListing } from "./broken/unlimited-listing.js";
import { consume, type Way, WAYS } from "./consume.js";
import { drive } from "./drive.js";
import { holds } from "./holds.js";
import { refuted } from "./refuted.js";
import { listings } from "./nested.js";
import { siblings } from "./siblings.js";
import type { Subject } from "./subject.js";
import { uphold, upholdEqual } from "./uphold.js";

describe.each(WAYS)("law 5, finite, by %s", (way) => {
  test.each(listings)("$name asks for no page that it has asked for", async (subject) => {
    await holds(finite(subject, way), 80);
  });

  test("holds for the listing that the broken ones are made of", async () => {
    await holds(finite(brokenSubject("plain", PlainListing), way), 80);
  });

  test("sees a memory of the previous token only", async () => {
    expect(await refuted(finite(brokenSubject("previous token", PreviousTokenOnlyListing), way))).toMatch(UNSEEN);
  });

  test("sees a starting token that does not count as seen", async () => {
    expect(await refuted(finite(brokenSubject("forgets its start", ForgetsItsStartListing), way))).toMatch(UNSEEN);
  });

  test("sees maxPages that is not looked at", async () => {
    expect(await refuted(finite(brokenSubject("unlimited", UnlimitedListing), way))).toMatch(/the pages/);
  });
});

describe.each(WAYS)("law 5, finite in long cycles, by %s", (way) => {
  test.each(listings)("$name finds a cycle of the last 10 000 tokens as it closes", async (subject) => {
    await holds(exactInLongCycles(subject, way), often(subject));
  });

  // The siblings share their memory of tokens, and the last two differ in what a token is.
  test.each(way === "subscribe" ? siblings : siblings.slice(-2))(
    "$name finds any longer cycle in constant memory",
    async (subject) => {
      await holds(finiteInLongCycles(subject, way), 1);
    },
  );

  test("sees a memory of a hundred tokens", async () => {
    const shortMemory = brokenSubject("short memory", ShortMemoryListing);
    expect(await refuted(exactInLongCycles(shortMemory, way), 20)).toMatch(/requests/);
    expect(await refuted(finiteInLongCycles(shortMemory, way), 1)).toMatch(/more than/);
  });
});

/** Often for the first only: the siblings share their memory of tokens, and differ in what a token is. */
function often(subject: Subject): number {
  return subject === siblings[0] ? 3 : 1;
}

/** What a walk that does not know a token again runs into. */
const UNSEEN = /asked for twice|no RepeatedTokenError|how it ended/;

/** A token that was seen ends the walk before a page is asked for twice; so does a page too many. */
function finite(subject: Subject, way: Way): fc.IAsyncProperty<[Scenario, fc.Scheduler, Limits]> {
  return fc.asyncProperty(
    scenarios({ started: true }),
    fc.scheduler(),
    fc.record({
      maxPages: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
      onRepeatedToken: fc.constantFrom("error" as const, "stop" as const, undefined),
      prefetch: fc.nat(2),
    }),
    async (scenario, scheduler, limits) => {
      const service = new FakeService(scenario, subject.shape, scheduler);
      const { maxPages = Number.POSITIVE_INFINITY, onRepeatedToken } = limits;
      const planned = scenario.planned(subject.shape);

      const walk = consume(
        subject.list({ ...service.config(), ...limits, label: "of 111122223333" }, service.input()),
        way,
      );
      await drive({ scheduler, settled: () => walk.end !== undefined, progress: () => service.progress });

      const asked = service.requests.map(({ word }) => word);
      uphold(new Set(asked).size === asked.length, `a page is asked for twice: ${fc.stringify(asked)}`);
      const allowed = planned.pages.slice(0, maxPages);
      upholdEqual("the pages", walk.numbers, allowed);
      // Where only the next page shows that there are too many, that one is asked for, and those ahead of it.
      const ahead = subject.isNested === true ? 1 + limits.prefetch : 0;
      const most = planned.asked.slice(0, maxPages + ahead);
      upholdEqual("the tokens sent", asked, most.slice(0, Math.max(asked.length, Math.min(maxPages, most.length))));

      const error = walk.failure?.error;
      if (planned.pages.length > maxPages) {
        uphold(isTooManyPagesError(error), `no TooManyPagesError: ${fc.stringify(walk.end)}`);
        upholdEqual("TooManyPagesError.pagesDelivered", error.pagesDelivered, maxPages);
        upholdEqual("TooManyPagesError.maxPages", error.maxPages, maxPages);
        upholdEqual("TooManyPagesError.label", error.label, "of 111122223333");
      } else if (planned.repeated === undefined || onRepeatedToken === "stop") {
        upholdEqual("how it ended", walk.end, { kind: "completed" });
      } else {
        uphold(isRepeatedTokenError(error), `no RepeatedTokenError: ${fc.stringify(walk.end)}`);
        upholdEqual("RepeatedTokenError.token", subject.shape.decode(error.token), planned.repeated);
        upholdEqual("RepeatedTokenError.pagesDelivered", error.pagesDelivered, planned.pages.length);
        upholdEqual("RepeatedTokenError.operation", error.operation, subject.operation);
      }
    },
  );
}

interface Limits {
  readonly maxPages: number | undefined;
  readonly onRepeatedToken: "error" | "stop" | undefined;
  readonly prefetch: number;
}

/** A cycle of up to 10 000 tokens ends as soon as it closes: no page is asked for twice. */
function exactInLongCycles(subject: Subject, way: Way): fc.IAsyncProperty<[LongCycle]> {
  return fc.asyncProperty(longCycles(fc.integer({ min: 9_990, max: 10_000 })), async (cycle) => {
    const { tail, length } = cycle;
    const requests = await requestsUntilFound(subject, way, cycle);
    uphold(requests === tail + length, `${requests} requests for ${tail} pages and a cycle of ${length}`);
  });
}

/**
 * A cycle longer than what is remembered one by one ends after a number of pages that is linear in its length.
 *
 * Brent's landmark stands at every 2^k - 1st token, and for 2^k tokens. The first that stands inside the cycle,
 * for as long as the cycle is, is met again one cycle later; it stands before 2 * max(tail + 1, length).
 */
function finiteInLongCycles(subject: Subject, way: Way): fc.IAsyncProperty<[LongCycle]> {
  return fc.asyncProperty(longCycles(fc.integer({ min: 20_001, max: 21_000 })), async (cycle) => {
    const { tail, length } = cycle;
    const most = 2 * Math.max(tail + 1, length) + length;
    const requests = await requestsUntilFound(subject, way, cycle);
    uphold(requests <= most, `more than ${most} requests for ${tail} pages and a cycle of ${length}`);
  });
}

/** Pages 1 to `tail` come once, the `length` pages after them again and again. */
interface LongCycle {
  readonly tail: number;
  readonly length: number;
}

function longCycles(length: fc.Arbitrary<number>): fc.Arbitrary<LongCycle> {
  return fc.record({ tail: fc.oneof(fc.constant(0), fc.nat(10_000)), length });
}

/** The requests of a walk that ended with a RepeatedTokenError; one more than are allowed if it did not. */
async function requestsUntilFound({ list, shape }: Subject, way: Way, { tail, length }: LongCycle): Promise<number> {
  const most = 2 * Math.max(tail + 1, length) + length;
  let requests = 0;
  const client = {
    send: ({ input }: { readonly input: object }): Promise<object> => {
      requests += 1;
      // Unfound, it would go on for ever; this much is enough.
      if (requests > most) {
        return Promise.reject(new Error("this walk has no end"));
      }
      const page = Number(shape.tokenIn(input) ?? 0);
      const next = page + 1 === tail + length ? tail : page + 1;
      return Promise.resolve(shape.page(String(next), [], `page ${page}`));
    },
  };
  // Started by its token, so that a cycle without a tail closes there.
  const error = await endOf(list({ client, startingToken: "0" }), way);
  uphold(requests > most || isRepeatedTokenError(error), `no RepeatedTokenError: ${String(error)}`);
  return requests;
}

/** What a walk ends with, counting nothing and keeping nothing. */
async function endOf(listing: ReturnType<Subject["list"]>, way: Way): Promise<unknown> {
  if (way === "subscribe") {
    return new Promise((resolve) => {
      listing.subscribe({ error: resolve, complete: () => resolve(undefined) });
    });
  }
  try {
    for await (const _ of listing) {
      // The next one.
    }
    return undefined;
  } catch (error) {
    return error;
  }
}
