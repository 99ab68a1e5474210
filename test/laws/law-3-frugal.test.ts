import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { promisedAnswers } from "../arbitraries/answering.js";
import { FakeService } from "../arbitraries/fake-service.js";
import { pageSequences } from "../arbitraries/page-sequence.js";
import { type Scenario, scenarios } from "../arbitraries/scenario.js";
import { ForgetfulInputListing } from "./broken/forgetful-input-listing.js";
import { HedgingListing } from "./broken/hedging-listing.js";
import { naiveExpand } from "./broken/naive-expand.js";
import { PlainListing, brokenSubject } from "./broken/plain-listing.js";
import { UnboundedPrefetchListing } from "./broken/unbounded-prefetch-listing.js";
import { consume, type Way, WAYS } from "./consume.js";
import { drive, quiesce } from "./drive.js";
import { holds } from "./holds.js";
import { refuted } from "./refuted.js";
import { listings } from "./nested.js";
import type { Subject } from "./subject.js";
import { uphold, upholdEqual } from "./uphold.js";

describe.each(WAYS)("law 3, frugal, by %s", (way) => {
  test.each(listings)("$name requests no page that nobody takes", async (subject) => {
    await holds(frugal(subject, way), 80);
  });

  test.each(listings)("$name asks for every page with the same parameters", async (subject) => {
    await holds(sameParameters(subject, way), 60);
  });

  test("holds for the listing that the broken ones are made of", async () => {
    await holds(frugal(brokenSubject("plain", PlainListing), way), 80);
    await holds(sameParameters(brokenSubject("plain", PlainListing), way), 60);
  });

  test("sees a request that is sent twice", async () => {
    expect(await refuted(frugal(brokenSubject("hedging", HedgingListing), way))).toMatch(
      /requests were in flight together|requests for|the tokens sent/,
    );
  });

  test("sees the request after the last page taken", async () => {
    const eager = way === "subscribe" ? naiveExpand : brokenSubject("unbounded prefetch", UnboundedPrefetchListing);
    expect(await refuted(frugal(eager, way))).toMatch(/requests? for/);
  });

  test("sees parameters that only the first request has", async () => {
    expect(await refuted(sameParameters(brokenSubject("forgetful input", ForgetfulInputListing), way))).toMatch(
      /the input of request/,
    );
  });
});

/** One request in flight; `take(n)` sends n; a pull that stops after n has sent at most `prefetch` more. */
function frugal(
  subject: Subject,
  way: Way,
): fc.IAsyncProperty<[Scenario, fc.Scheduler, { readonly take: number; readonly prefetch: number }]> {
  return fc.asyncProperty(
    scenarios({ sequence: pageSequences(), started: true }),
    fc.scheduler(),
    fc.record({ take: fc.integer({ min: 1, max: 9 }), prefetch: fc.nat(5) }),
    async (scenario, scheduler, { take, prefetch }) => {
      const service = new FakeService(scenario, subject.shape, scheduler);
      const planned = scenario.planned(subject.shape);

      const listing = subject.list({ ...service.config(), prefetch }, service.input());
      const walk = consume(listing, way, { take });
      const progress = (): number => service.progress;
      await drive({ scheduler, settled: () => walk.end !== undefined, progress });
      await quiesce({ scheduler, progress });

      const taken = planned.pages.slice(0, take);
      upholdEqual("the pages", walk.numbers, taken);
      uphold(service.maxInFlight <= 1, `${service.maxInFlight} requests were in flight together`);
      const sent = service.requests.length;
      const ahead = way === "subscribe" && subject.isNested !== true ? 0 : prefetch;
      const most = Math.min(taken.length + ahead, planned.pages.length);
      uphold(sent >= taken.length && sent <= most, `${sent} requests for ${taken.length} pages taken, ${most} allowed`);
      upholdEqual(
        "the tokens sent",
        service.requests.map(({ word }) => word),
        planned.asked.slice(0, sent),
      );
    },
  );
}

/** What the caller asked for is asked of every page; only the token changes. The input's page size wins. */
function sameParameters(
  subject: Subject,
  way: Way,
): fc.IAsyncProperty<[Scenario, fc.Scheduler, object, number | undefined]> {
  return fc.asyncProperty(
    scenarios({ sequence: pageSequences(), answering: promisedAnswers, started: true }),
    fc.scheduler(),
    fc.record(
      {
        Features: fc.subarray(["CUSTOM_LABELS", "CONTENT_MODERATION"]),
        Query: fc.record({ Table: fc.string(), Limit: fc.integer({ min: 1, max: 100 }) }, { requiredKeys: ["Table"] }),
        // What every sibling's service takes: ListProjectPolicies no more than 5.
        MaxResults: fc.integer({ min: 1, max: 5 }),
        limit: fc.integer({ min: 1, max: 100 }),
      },
      { requiredKeys: [] },
    ),
    fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
    async (scenario, scheduler, parameters, pageSize) => {
      const service = new FakeService(scenario, subject.shape, scheduler);
      const planned = scenario.planned(subject.shape);

      const config = { ...service.config(), ...(pageSize !== undefined && { pageSize }) };
      const walk = consume(subject.list(config, service.input(parameters)), way);
      await drive({ scheduler, settled: () => walk.end !== undefined, progress: () => service.progress });

      upholdEqual(
        "the tokens sent",
        service.requests.map(({ word }) => word),
        planned.asked,
      );
      const sized = pageSize === undefined ? parameters : subject.shape.withPageSize(parameters, pageSize);
      for (const { input, number } of service.requests) {
        upholdEqual(`the input of request ${number}`, withoutToken(subject, input), withoutToken(subject, sized));
      }
    },
  );
}

function withoutToken({ shape }: Subject, input: object): object {
  // Through JSON, which leaves out what is undefined.
  return JSON.parse(JSON.stringify(shape.withToken(input, undefined))) as object;
}
