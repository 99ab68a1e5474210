import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FakeService } from "../arbitraries/fake-service.js";
import { pageSequences } from "../arbitraries/page-sequence.js";
import { type Scenario, scenarios } from "../arbitraries/scenario.js";
import { EagerListing } from "./broken/eager-listing.js";
import { InputMutatingListing } from "./broken/input-mutating-listing.js";
import { PlainListing, brokenSubject } from "./broken/plain-listing.js";
import { SharedWalkListing } from "./broken/shared-walk-listing.js";
import { fromAsyncGenerator } from "./broken/from-async-generator.js";
import { consume, type Observed, type Way, WAYS } from "./consume.js";
import { drive, quiesce } from "./drive.js";
import { holds } from "./holds.js";
import { refuted } from "./refuted.js";
import { listings } from "./nested.js";
import type { Subject } from "./subject.js";
import { uphold, upholdEqual } from "./uphold.js";

describe.each(WAYS)("law 1, cold, by %s", (way) => {
  test.each(listings)("$name sends nothing unasked, and walks from the start each time", async (subject) => {
    await holds(cold(subject, way), 60);
  });

  test("holds for the listing that the broken ones are made of", async () => {
    await holds(cold(brokenSubject("plain", PlainListing), way), 60);
  });

  test("sees a first request that is sent by the call", async () => {
    expect(await refuted(cold(brokenSubject("eager", EagerListing), way))).toMatch(/sent before/);
  });

  test("sees an input that is written to", async () => {
    expect(await refuted(cold(brokenSubject("input-mutating", InputMutatingListing), way))).toMatch(
      /the input after two walks|the pages of walk 0: got \[\]/,
    );
  });

  test("sees a walk that its consumers share", async () => {
    expect(await refuted(cold(brokenSubject("shared walk", SharedWalkListing), way))).toMatch(/the pages of walk/);
  });

  test("sees a generator that is spent", async () => {
    expect(await refuted(cold(fromAsyncGenerator, way))).toMatch(/the pages of walk/);
  });
});

/** Nothing is sent before a consumer comes; each walks from the start; the input stays as it was. */
function cold(
  subject: Subject,
  way: Way,
): fc.IAsyncProperty<[Scenario, fc.Scheduler, "frozen" | "open", "one by one" | "at once"]> {
  return fc.asyncProperty(
    scenarios({ sequence: pageSequences(), started: true }),
    fc.scheduler(),
    fc.constantFrom("frozen" as const, "open" as const),
    fc.constantFrom("one by one" as const, "at once" as const),
    async (scenario, scheduler, freezing, order) => {
      const service = new FakeService(scenario, subject.shape, scheduler);
      const others = { Features: ["CUSTOM_LABELS"], Query: { Table: "t" } };
      const input = service.input(structuredClone(others));
      const before = structuredClone(input);
      const planned = scenario.planned(subject.shape);
      const run = { scheduler, progress: () => service.progress };

      const listing = subject.list({ ...service.config(), pageSize: 5 }, freezing === "frozen" ? freeze(input) : input);
      const idle = listing[Symbol.asyncIterator]();
      await quiesce(run);
      uphold(service.requests.length === 0, "a request was sent before anybody subscribed");

      const walks: Observed[] = [];
      const settled = (): boolean => walks.every(({ end }) => end !== undefined);
      for (const _ of [0, 1]) {
        walks.push(consume(listing, way));
        if (order === "one by one") {
          await drive({ ...run, settled });
        }
      }
      await drive({ ...run, settled });

      upholdEqual("the input after two walks", input, before);
      for (const [number, walk] of walks.entries()) {
        upholdEqual(`the pages of walk ${number}`, walk.numbers, planned.pages);
      }
      upholdEqual(
        "the tokens sent by two walks",
        service.requests.map(({ word }) => String(word)).toSorted(),
        [...planned.asked, ...planned.asked].map(String).toSorted(),
      );
      await idle.return?.();
    },
  );
}

function freeze(value: object): object {
  for (const member of Object.values(value)) {
    if (typeof member === "object" && member !== null && !ArrayBuffer.isView(member)) {
      freeze(member as object);
    }
  }
  return Object.freeze(value);
}
