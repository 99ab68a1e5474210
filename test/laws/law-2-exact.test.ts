import { isRepeatedTokenError } from "@rekognition-rx/core";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FakeService } from "../arbitraries/fake-service.js";
import { type Scenario, scenarios } from "../arbitraries/scenario.js";
import { EmptyTokenListing } from "./broken/empty-token-listing.js";
import { EndsAtEmptyPageListing } from "./broken/ends-at-empty-page-listing.js";
import { LastPageLostListing } from "./broken/last-page-lost-listing.js";
import { PlainListing, brokenSubject } from "./broken/plain-listing.js";
import { consume, type Way, WAYS } from "./consume.js";
import { drive } from "./drive.js";
import { holds } from "./holds.js";
import { refuted } from "./refuted.js";
import { listings } from "./nested.js";
import type { Subject } from "./subject.js";
import { uphold, upholdEqual } from "./uphold.js";

describe.each(WAYS)("law 2, exact, by %s", (way) => {
  test.each(listings)("$name emits every page once, in order", async (subject) => {
    await holds(exact(subject, way), 80);
  });

  test("holds for the listing that the broken ones are made of", async () => {
    await holds(exact(brokenSubject("plain", PlainListing), way), 80);
  });

  test("sees an empty page that is taken for the end", async () => {
    expect(await refuted(exact(brokenSubject("ends at empty page", EndsAtEmptyPageListing), way))).toMatch(
      /the pages|no RepeatedTokenError/,
    );
  });

  test('sees "" that is taken for a token', async () => {
    expect(await refuted(exact(brokenSubject('follows ""', EmptyTokenListing), way))).toMatch(/how it ended/);
  });

  test("sees a last page that is left out", async () => {
    expect(await refuted(exact(brokenSubject("loses the last page", LastPageLostListing), way))).toMatch(/the pages/);
  });
});

/** Every page of the service comes out once, in order, as it was answered. Only no token, and a seen one, end it. */
function exact(subject: Subject, way: Way): fc.IAsyncProperty<[Scenario, fc.Scheduler]> {
  return fc.asyncProperty(scenarios({ started: true }), fc.scheduler(), async (scenario, scheduler) => {
    const service = new FakeService(scenario, subject.shape, scheduler);
    const planned = scenario.planned(subject.shape);

    const walk = consume(subject.list(service.config(), service.input()), way);
    const run = await drive({ scheduler, settled: () => walk.end !== undefined, progress: () => service.progress });

    uphold(run === "settled", "the walk hangs");
    upholdEqual("the pages", walk.numbers, planned.pages);
    uphold(
      walk.pages.every((page, at) => page === service.requests[at]?.answer),
      "a page is another object than the client answered with",
    );
    if (planned.ending === "complete") {
      upholdEqual("how it ended", walk.end, { kind: "completed" });
    } else {
      uphold(isRepeatedTokenError(walk.failure?.error), `no RepeatedTokenError: ${fc.stringify(walk.end)}`);
    }
  });
}
