import { isListingError, isRepeatedTokenError, isTooManyPagesError, type ListingPosition } from "@rekognition-rx/core";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FakeService } from "../arbitraries/fake-service.js";
import { FAULTS } from "../arbitraries/fault.js";
import { faultSchedules, NO_FAULTS } from "../arbitraries/fault-schedule.js";
import { pageSequences } from "../arbitraries/page-sequence.js";
import { type Scenario, scenarios } from "../arbitraries/scenario.js";
import { OneRequestOfNamesListing } from "./broken/one-request-of-names-listing.js";
import { PlainListing, brokenSubject } from "./broken/plain-listing.js";
import { consume, type Observed, type Way, WAYS } from "./consume.js";
import { drive } from "./drive.js";
import { holds } from "./holds.js";
import { refuted } from "./refuted.js";
import { siblings } from "./siblings.js";
import type { AnyListing, Subject } from "./subject.js";
import { uphold, upholdEqual } from "./uphold.js";

// Only DescribeProjects takes names.
describe.each(siblings.slice(0, 1))("the ProjectNames of $name", (subject) => {
  describe.each(WAYS)("by %s", (way) => {
    test("are asked for ten at a time, each once, every page of every ten", async () => {
      await holds(inTens(subject, way), 60);
    });

    test("are walked to the end from any failure and from any position", async () => {
      await holds(resumed(subject, way), 60);
    });

    test("count as one walk for maxPages", async () => {
      await holds(countedTogether(subject, way), 60);
    });

    test("are found wanting if they are sent in one request, or more than once", async () => {
      expect(await refuted(inTens(brokenSubject("as they are", PlainListing), way))).toMatch(/names/);
      expect(await refuted(inTens(brokenSubject("one request", OneRequestOfNamesListing), way))).toMatch(/names/);
    });
  });
});

/** Up to 35 names, some of them twice. */
const names = fc
  .array(fc.nat(40), { minLength: 1, maxLength: 35, size: "max" })
  .map((numbers) => numbers.map((number) => `project-${number}`));

type NamesRun = readonly [Scenario, fc.Scheduler, readonly string[]];

/** Each chunk is walked as a listing of its own, so a token may come again in another chunk; within one it may not. */
function inTens(subject: Subject, way: Way): fc.IAsyncProperty<[...NamesRun]> {
  return fc.asyncProperty(scenarios(PROMISED), fc.scheduler(), names, async (scenario, scheduler, ProjectNames) => {
    const service = new FakeService(scenario, subject.shape, scheduler);
    const { pages, ending } = scenario.planned(subject.shape);
    const chunks = tensOf(ProjectNames);

    const walk = await walked(service, scheduler, subject.list(service.config(), { ProjectNames }), way);

    const walkedChunks = ending === "complete" ? chunks : chunks.slice(0, 1);
    upholdEqual(
      "the names asked for",
      service.requests.map(({ input }) => (input as { readonly ProjectNames: unknown }).ProjectNames),
      walkedChunks.flatMap((chunk) => pages.map(() => chunk)),
    );
    upholdEqual(
      "the pages",
      walk.numbers,
      walkedChunks.flatMap(() => pages),
    );
    uphold(service.maxInFlight <= 1, `${service.maxInFlight} requests were in flight together`);
    if (ending === "complete") {
      upholdEqual("how it ended", walk.end, { kind: "completed" });
    } else {
      uphold(isRepeatedTokenError(walk.failure?.error), `no RepeatedTokenError: ${fc.stringify(walk.end)}`);
    }
  });
}

function resumed(subject: Subject, way: Way): fc.IAsyncProperty<[...NamesRun]> {
  const answered = FAULTS.filter((fault) => fault !== "hang");
  return fc.asyncProperty(
    scenarios({ ...PROMISED, sequence: pageSequences(), faults: faultSchedules({ of: answered }) }),
    fc.scheduler(),
    names,
    async (scenario, scheduler, ProjectNames) => {
      const service = new FakeService(scenario, subject.shape, scheduler);
      const planned = tensOf(ProjectNames).flatMap(() => scenario.planned(subject.shape).pages);
      const positions: ListingPosition[] = [];
      const checkpoint = (position: ListingPosition): unknown => positions.push(position);
      const whole = subject.list({ ...service.config(), checkpoint }, { ProjectNames });

      const pages: number[] = [];
      for (let listing = whole; ;) {
        const walk = await walked(service, scheduler, listing, way);
        pages.push(...walk.numbers);
        if (walk.failure === undefined) {
          break;
        }
        const { error } = walk.failure;
        uphold(isListingError(error), `no ListingError: ${fc.stringify(error)}`);
        upholdEqual("ListingError.pagesDelivered", error.pagesDelivered, walk.pages.length);
        listing = whole.resumeFrom(error.resumeToken);
        uphold(pages.length <= planned.length, `the pages are too many: ${pages.join()}`);
      }
      upholdEqual("the pages of all walks", pages, planned);
      // As another process would, with a listing of its own.
      const twin = new FakeService(scenario.with(NO_FAULTS), subject.shape, scheduler, { limit: 4_000 });
      const again = subject.list(twin.config(), { ProjectNames });
      for (const [at, { resumeToken }] of positions.entries()) {
        const rest = await walked(twin, scheduler, again.resumeFrom(resumeToken), way);
        upholdEqual(`the pages after position ${at + 1}`, rest.numbers, planned.slice(at + 1));
      }
    },
  );
}

function countedTogether(
  subject: Subject,
  way: Way,
): fc.IAsyncProperty<[Scenario, fc.Scheduler, readonly string[], number]> {
  return fc.asyncProperty(
    scenarios({ ...PROMISED, sequence: pageSequences() }),
    fc.scheduler(),
    names,
    fc.integer({ min: 1, max: 20 }),
    async (scenario, scheduler, ProjectNames, maxPages) => {
      const service = new FakeService(scenario, subject.shape, scheduler);
      const planned = tensOf(ProjectNames).flatMap(() => scenario.planned(subject.shape).pages);
      const listing = subject.list({ ...service.config(), maxPages }, { ProjectNames });
      const walk = await walked(service, scheduler, listing, way);

      upholdEqual("the pages", walk.numbers, planned.slice(0, maxPages));
      if (planned.length <= maxPages) {
        upholdEqual("how it ended", walk.end, { kind: "completed" });
        return;
      }
      const error = walk.failure?.error;
      uphold(isTooManyPagesError(error), `no TooManyPagesError: ${fc.stringify(walk.end)}`);
      upholdEqual("TooManyPagesError.pagesDelivered", error.pagesDelivered, maxPages);
      // With a fresh limit for each stretch.
      const next = await walked(service, scheduler, listing.resumeFrom(error.resumeToken), way);
      upholdEqual("the pages of the next stretch", next.numbers, planned.slice(maxPages, 2 * maxPages));
    },
  );
}

const PROMISED = { answering: fc.constantFrom("at once" as const, "later" as const) };

function tensOf(projectNames: readonly string[]): readonly (readonly string[])[] {
  const unique = [...new Set(projectNames)];
  return Array.from({ length: Math.ceil(unique.length / 10) }, (_, at) => unique.slice(10 * at, 10 * at + 10));
}

async function walked(service: FakeService, scheduler: fc.Scheduler, listing: AnyListing, way: Way): Promise<Observed> {
  const walk = consume(listing, way);
  const settled = (): boolean => walk.end !== undefined;
  const outcome = await drive({ scheduler, settled, progress: () => service.progress + walk.pages.length });
  uphold(outcome === "settled", "the walk hangs");
  return walk;
}
