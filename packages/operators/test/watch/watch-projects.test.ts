import {
  describeProjects$,
  ListingError,
  MisplacedRetryError,
  type ProjectDescription,
  rekognitionClient,
  RepeatedTokenError,
  RetriesExhaustedError,
  TooManyPagesError,
} from "@rekognition-rx/core";
import * as fc from "fast-check";
import {
  defer,
  EMPTY,
  finalize,
  map,
  NEVER,
  type Observable,
  of,
  type Subscription,
  throwError,
  timer,
  VirtualTimeScheduler,
  type SchedulerLike,
} from "rxjs";
import { describe, expect, expectTypeOf, test } from "vitest";
import type { Listed, ProjectEvent } from "../../src/watch/project-event.js";
import { watchProjects$, type WatchProjectsOptions } from "../../src/watch/watch-projects.js";
import { retryThrottled } from "../../src/retry/retry-throttled.js";
import { invalidParameter, throttling } from "../retry/support/failures.js";
import { watch } from "../support/watch.js";
import { twin, type Watch } from "./broken/twin.js";
import { runUntil } from "../support/run-until.js";
import { type AccountPlan, FAULTS, type Page, type Project, WatchedAccount } from "./support/watched-account.js";

const EVERY = 1_000;
const TIMEOUT = 5_000;
const END = 60_000;

const plans: fc.Arbitrary<AccountPlan> = fc.record({
  happenings: fc.array(
    fc.record({
      at: fc.nat(20_000),
      name: fc.constantFrom("a", "b", "c", "d", "e", "f"),
      datasets: fc.oneof(fc.nat(2), fc.constant("gone" as const)),
    }),
    { minLength: 1, maxLength: 25 },
  ),
  faults: fc.array(fc.oneof({ weight: 2, arbitrary: fc.constant("none" as const) }, fc.constantFrom(...FAULTS)), {
    maxLength: 40,
  }),
  cutShort: fc.uniqueArray(fc.nat(12), { maxLength: 3 }),
  retries: fc.boolean(),
  restarts: fc.boolean(),
});

/** What a watch reported of an account, and whether it was as it has to be. */
async function watched(
  watching: Watch,
  plan: AccountPlan,
  interruptions: readonly number[] = [],
): Promise<Record<"state" | "order" | "polls" | "leaves", string[]>> {
  const scheduler = new VirtualTimeScheduler();
  const account = new WatchedAccount(plan, scheduler);
  const breaches = { state: [] as string[], order: [] as string[], polls: [] as string[], leaves: [] as string[] };
  const applied = new Map<string, Project>();
  let isStale = false;
  let staleEvents = 0;
  let left = 0;
  const ends: number[] = [];
  const apply = (event: ProjectEvent<Project> | Listed): void => {
    switch (event._tag) {
      case "Listed":
        if (written(applied) !== written(account.lastWhole)) {
          breaches.order.push("says that all was reported, and it was not");
        }
        ends.push(event.at.getTime());
        break;
      case "Stale":
        staleEvents += 1;
        isStale = true;
        break;
      case "Fresh":
        if (!isStale) {
          breaches.order.push("fresh without having been stale");
        }
        isStale = false;
        break;
      case "Removed":
        if (JSON.stringify(applied.get(event.arn)) !== JSON.stringify(event.project)) {
          breaches.order.push(`removes ${event.arn}, which was otherwise`);
        }
        applied.delete(event.arn);
        break;
      case "Added":
        if (applied.has(event.arn)) {
          breaches.order.push(`adds ${event.arn}, which was there`);
        }
        applied.set(event.arn, event.project);
        break;
      case "Changed":
        if (JSON.stringify(applied.get(event.arn)) !== JSON.stringify(event.previous)) {
          breaches.order.push(`changes ${event.arn}, which was otherwise`);
        }
        applied.set(event.arn, event.project);
    }
  };
  const options = { every: EVERY, timeout: TIMEOUT, scheduler, known: applied, listed: true } as const;
  const events$ = watching(account.listing, options);
  const listen = (): Subscription =>
    events$.subscribe({
      next: apply,
      error: (error: unknown) => breaches.order.push(`errors: ${String(error)}`),
      complete: () => breaches.order.push("completes"),
    });
  let subscription = listen();
  const listenedAt = [0];
  for (let now = 0; now <= END; now += 250) {
    await runUntil(scheduler, now);
    if (interruptions.includes(now)) {
      left += account.underWay;
      subscription.unsubscribe();
      await runUntil(scheduler, now);
      isStale = false;
      listenedAt.push(scheduler.now());
      subscription = listen();
    }
    const said = written(applied);
    const is = written(account.lastWhole);
    if (said !== is) {
      breaches.state.push(`at ${now} ms it says ${said}, and the last whole listing said ${is}`);
      break;
    }
  }
  const failed = account.polls.length - account.wholePolls - account.underWay - left;
  if (staleEvents !== failed) {
    breaches.order.push(`is stale ${staleEvents} times for ${failed} polls that failed`);
  }
  if (isStale && account.faultsAreOver && account.underWay === 0) {
    breaches.order.push("stays stale in good weather");
  }
  if (account.mostAtOnce > 1) {
    breaches.polls.push(`${account.mostAtOnce} polls at once`);
  }
  for (const [at, began] of account.polls.entries()) {
    const before = account.polls[at - 1] ?? Number.NEGATIVE_INFINITY;
    if (began - before < EVERY && !listenedAt.includes(began)) {
      breaches.polls.push(`a poll ${began - before} ms after the one before`);
    }
  }
  if (ends.length !== account.wholePolls || !ends.every((at) => account.polls.includes(at))) {
    breaches.order.push(`${ends.length} polls came to their end, and it were ${account.wholePolls}`);
  }
  subscription.unsubscribe();
  const { requests } = account;
  await runUntil(scheduler, END + 100_000);
  if (account.underWay > 0 || account.requests > requests || scheduler.actions.length > 0) {
    breaches.leaves.push("something is left behind");
  }
  return breaches;
}

function written(projects: ReadonlyMap<string, Project>): string {
  return JSON.stringify([...projects].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

const NOTHING = { state: [], order: [], polls: [], leaves: [] };

describe("a watch", () => {
  test("reports what, applied to nothing, is the last listing that came to its end, whatever happens", async () => {
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        expect(await watched(watchProjects$, plan)).toEqual(NOTHING);
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  test("that knows what was applied goes on where another was left, whatever has happened meanwhile", async () => {
    const times = fc.uniqueArray(
      fc.nat(100).map((at) => at * 250),
      { minLength: 1, maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(plans, times, async (plan, interruptions) => {
        expect(await watched(watchProjects$, plan, interruptions)).toEqual(NOTHING);
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  test.each<[what: string, broken: Watch, where: "state" | "polls"]>([
    ["polls that overlap", twin({ overlaps: true }), "polls"],
    ["a removal from a failed listing", twin({ believesFailures: true }), "state"],
    ["a change that is missed", twin({ looksAtArnsAlone: true }), "state"],
  ])(
    "is not one with %s",
    async (_, broken, where) => {
      const kept = fc.asyncProperty(plans, async (plan) => (await watched(broken, plan))[where].length === 0);
      const { failed } = await fc.check(kept, { numRuns: 200, endOnFailure: true });
      expect(failed).toBe(true);
    },
    120_000,
  );

  test("that nothing is wrong with is no broken twin", async () => {
    const kept = fc.asyncProperty(plans, async (plan) => {
      const { state, polls } = await watched(twin({}), { ...plan, faults: [] });
      return state.length + polls.length === 0;
    });
    expect(await fc.check(kept, { numRuns: 20 })).toMatchObject({ failed: false });
  }, 120_000);
});

const named = (name: string): Error => Object.assign(new Error("refused"), { name });
const failed = (cause: unknown): ListingError =>
  new ListingError({ operation: "DescribeProjects", cause, resumeToken: undefined, pagesDelivered: 0 });
const pageOf = (...names: readonly string[]): Page => ({
  $metadata: {},
  ProjectDescriptions: names.map((ProjectArn) => ({ ProjectArn })),
});

function projectArn(name: string): string {
  return `arn:aws:rekognition:us-east-1:111122223333:project/${name}/1700000000000`;
}

/** A listing whose polls come to these, the last again and again; and when each began. */
function polling(
  scheduler: VirtualTimeScheduler,
  outcomes: readonly Observable<Page>[],
): { readonly at: readonly number[]; readonly listing: Observable<Page> } {
  const at: number[] = [];
  const listing = defer(() => outcomes[Math.min(at.push(scheduler.now()), outcomes.length) - 1] ?? NEVER);
  return { at, listing };
}

/** What is reported until an instant, and when polls began. */
async function eventsFrom(
  outcomes: readonly Observable<Page>[],
  end: number,
  { listed, ...options }: Pick<WatchProjectsOptions<Project>, "known" | "listed" | "timeout"> = {},
): Promise<{ readonly seen: readonly unknown[]; readonly at: readonly number[] }> {
  const scheduler = new VirtualTimeScheduler();
  const { at, listing } = polling(scheduler, outcomes);
  const all = { every: EVERY, scheduler, ...options };
  const watching$ = listed === true ? watchProjects$(listing, { ...all, listed }) : watchProjects$(listing, all);
  const { seen, subscription } = watch<unknown>(watching$);
  await runUntil(scheduler, end);
  subscription.unsubscribe();
  return { seen, at };
}

const good$ = of(pageOf("a"));
const fails = (error: unknown): Observable<Page> => throwError(() => error);

describe("each poll", () => {
  test("is reported whole: what is gone, what is new and what has changed, then that it is fresh", async () => {
    const changed: Page = { $metadata: {}, ProjectDescriptions: [{ ProjectArn: "b", Status: "DELETING" }] };
    const error = failed(named("AccessDeniedException"));
    const { seen } = await eventsFrom([of(pageOf("a", "b")), fails(error), of(changed)], 2_500);
    expect(seen).toEqual([
      { _tag: "Added", arn: "a", project: { ProjectArn: "a" } },
      { _tag: "Added", arn: "b", project: { ProjectArn: "b" } },
      { _tag: "Stale", error, since: new Date(0) },
      { _tag: "Removed", arn: "a", project: { ProjectArn: "a" } },
      {
        _tag: "Changed",
        arn: "b",
        project: { ProjectArn: "b", Status: "DELETING" },
        previous: { ProjectArn: "b" },
      },
      { _tag: "Fresh" },
    ]);
  });

  test("of an account without projects is whole, and reports nothing", async () => {
    expect(await eventsFrom([of(pageOf())], 2_500)).toEqual({ seen: [], at: [0, 1_000, 2_000] });
  });

  test("that fails before any came to its end is stale since nobody knows when", async () => {
    const { seen } = await eventsFrom([fails(failed(named("AccessDeniedException"))), of(pageOf())], 1_500);
    expect(seen).toEqual([expect.objectContaining({ _tag: "Stale", since: undefined }), { _tag: "Fresh" }]);
  });

  test.each<[what: string, outcome: Observable<Page>, says: RegExp]>([
    ["an answer without its list", of({ $metadata: {} }), /a page has no list of ProjectDescriptions/],
    ["an answer of null", of(JSON.parse("null") as Page), /a page has no list of ProjectDescriptions, .* null/],
    ["a listing that was cut short", of({ ...pageOf("a"), NextToken: "2" }), /ended after 1 pages although/],
    ["a listing without a page", EMPTY, /ended without a page/],
    ["a project without an ARN", of({ $metadata: {}, ProjectDescriptions: [{}] }), /a project has no ProjectArn/],
    ["a project that is none", of(JSON.parse('{"ProjectDescriptions":[null]}') as Page), /no ProjectArn.* null/],
  ])("is a failed one with %s", async (_, outcome, says) => {
    const { seen } = await eventsFrom([good$, outcome], 1_500);
    expect(seen.slice(1)).toEqual([
      { _tag: "Stale", error: expect.objectContaining({ name: "IncompletePollError" }) as unknown, since: new Date(0) },
    ]);
    expect(String((seen[1] as { readonly error: unknown }).error)).toMatch(says);
  });

  test.each<[what: string, found: readonly string[]]>([
    ["in the place of the only one", ["malformed"]],
    ["before others", ["malformed", projectArn("b")]],
    ["after others", [projectArn("b"), "malformed"]],
  ])("is a failed one with a project whose ARN is none, among those that have one: %s", async (_, found) => {
    const { seen } = await eventsFrom(
      [of(pageOf(projectArn("a"))), of(pageOf(...found)), of(pageOf(projectArn("a")))],
      2_500,
    );
    expect(seen.slice(1)).toEqual([
      { _tag: "Stale", error: expect.objectContaining({ name: "IncompletePollError" }) as unknown, since: new Date(0) },
      { _tag: "Fresh" },
    ]);
    expect(String((seen[1] as { readonly error: unknown }).error)).toContain('no ARN: "malformed"');
  });

  test("is a failed one where the first already has both kinds", async () => {
    const { seen } = await eventsFrom([of(pageOf("malformed", projectArn("b")))], 500);
    expect(seen).toEqual([expect.objectContaining({ _tag: "Stale", since: undefined })]);
  });

  test("is whole again once what has no ARN was all there was", async () => {
    const { seen } = await eventsFrom([of(pageOf("double")), of(pageOf(projectArn("a")))], 1_500);
    expect(seen.map((event) => (event as { readonly _tag: string })._tag)).toEqual(["Added", "Removed", "Added"]);
  });

  test.each([null, undefined, ""])("is whole whose last token is %o", async (NextToken) => {
    const last = { ...pageOf("a"), NextToken } as Page;
    expect((await eventsFrom([of(last)], 1_500)).seen).toEqual([expect.objectContaining({ _tag: "Added", arn: "a" })]);
  });

  test("without a page is whole where nothing was known: no names were asked for", async () => {
    expect((await eventsFrom([EMPTY], 1_500)).seen).toEqual([]);
  });

  test("takes its time at most, and is left then", async () => {
    let left = 0;
    const { seen, at } = await eventsFrom([NEVER.pipe(finalize(() => (left += 1)))], 13_000, { timeout: 5_000 });
    expect(seen).toEqual([
      { _tag: "Stale", error: expect.objectContaining({ name: "TimeoutError" }) as unknown, since: undefined },
      { _tag: "Stale", error: expect.objectContaining({ name: "TimeoutError" }) as unknown, since: undefined },
    ]);
    expect({ at, left }).toEqual({ at: [0, 6_000, 12_000], left: 3 });
  });

  test("takes ten minutes at most unless it is said otherwise", async () => {
    expect((await eventsFrom([NEVER], 599_999)).seen).toEqual([]);
    expect((await eventsFrom([NEVER], 600_000)).seen).toHaveLength(1);
  });
});

describe("the distance of polls", () => {
  test("is from beginning to beginning", async () => {
    const scheduler = new VirtualTimeScheduler();
    const { at, listing } = polling(scheduler, [timer(400, scheduler).pipe(map(() => pageOf("a")))]);
    const { subscription } = watch(watchProjects$(listing, { every: EVERY, scheduler }));
    await runUntil(scheduler, 3_500);
    subscription.unsubscribe();
    expect(at).toEqual([0, 1_000, 2_000, 3_000]);
  });

  test("has a rest as long as a poll that takes long, and no longer than it is given", async () => {
    const scheduler = new VirtualTimeScheduler();
    const slow = (ms: number): Observable<Page> => timer(ms, scheduler).pipe(map(() => pageOf("a")));
    const { at, listing } = polling(scheduler, [slow(800), slow(3_000), slow(0)]);
    const { subscription } = watch(watchProjects$(listing, { every: EVERY, scheduler }));
    await runUntil(scheduler, 7_000);
    subscription.unsubscribe();
    expect(at).toEqual([0, 1_600, 5_600, 6_600]);
  });

  test("doubles with each poll that is throttled, up to 16 times, and halves with each that comes to its end", async () => {
    const throttled = fails(failed(throttling()));
    const spent = fails(
      failed(
        new RetriesExhaustedError({
          attempts: 3,
          elapsed: 1,
          reason: "throttled",
          limit: "maxAttempts",
          cause: throttling(),
        }),
      ),
    );
    const polls = [throttled, spent, throttled, throttled, throttled, good$, good$, good$, good$, good$];
    const { at } = await eventsFrom(polls, 80_000);
    expect(at.slice(0, 11).map((begin, i) => begin - (at[i - 1] ?? 0))).toEqual(
      [0, 2, 4, 8, 16, 16, 8, 4, 2, 1, 1].map((seconds) => seconds * 1_000),
    );
  });

  test("stays where other troubles are", async () => {
    const spent = new RetriesExhaustedError({
      attempts: 3,
      elapsed: 1,
      reason: "transient",
      limit: "maxAttempts",
      cause: named("InternalServerError"),
    });
    for (const error of [failed(spent), failed(named("ExpiredTokenException"))]) {
      expect((await eventsFrom([fails(error)], 3_500)).at).toEqual([0, 1_000, 2_000, 3_000]);
    }
  });
});

describe("what ends a watch", () => {
  const walk = { operation: "DescribeProjects", pagesDelivered: 1 };

  test.each<[what: string, error: unknown]>([
    ["a request that the service calls invalid", failed(invalidParameter())],
    ["however it is wrapped", failed(new Error("in perRequest", { cause: named("ValidationException") }))],
    ["a program that is wrong", failed(new TypeError("client.send is not a function"))],
    ["a number that cannot be", failed(new RangeError("Invalid array length"))],
    ["a retry in the wrong place, in a listing", failed(new MisplacedRetryError({ cause: named("Odd") }))],
    ["a retry in the wrong place", new MisplacedRetryError({ cause: throttling() })],
    ["a signal's reason", new DOMException("enough", "AbortError")],
    ["what an operator threw", new Error("my own")],
    ["nothing", undefined],
  ])("is %s", async (_, error) => {
    expect(await eventsFrom([good$, fails(error), good$], 5_000)).toEqual({
      seen: [expect.objectContaining({ _tag: "Added" }), error],
      at: [0, 1_000],
    });
  });

  test.each<[what: string, error: unknown]>([
    ["a denial", failed(named("AccessDeniedException"))],
    ["a token that came again", new RepeatedTokenError({ ...walk, token: "a" })],
    ["too many pages", new TooManyPagesError({ ...walk, maxPages: 1, resumeToken: "a" })],
    ["a server's error, though nobody wrapped it", named("InternalServerError")],
    ["a browser without a network", failed(new TypeError("Failed to fetch"))],
  ])("is not %s", async (_, error) => {
    const { seen, at } = await eventsFrom([good$, fails(error), good$], 2_500);
    expect(seen.slice(1)).toEqual([{ _tag: "Stale", error, since: new Date(0) }, { _tag: "Fresh" }]);
    expect(at).toEqual([0, 1_000, 2_000]);
  });
});

test("is a walk of its own for each who listens, and none before", async () => {
  const scheduler = new VirtualTimeScheduler();
  const { at, listing } = polling(scheduler, [good$]);
  const watching$ = watchProjects$(listing, { every: EVERY, scheduler });
  await runUntil(scheduler, 5_000);
  expect(at).toEqual([]);
  const both = [watch(watching$), watch(watching$)];
  await runUntil(scheduler, 6_500);
  for (const { seen, subscription } of both) {
    expect(seen).toEqual([{ _tag: "Added", arn: "a", project: { ProjectArn: "a" } }]);
    subscription.unsubscribe();
  }
  expect(scheduler.actions).toEqual([]);
});

test("that knows a project reports what it has become, or that it is gone, and nothing of one that is the same", async () => {
  const known = new Map(["a", "b", "c"].map((name) => [name, { ProjectArn: name }]));
  const changed: Page = {
    $metadata: {},
    ProjectDescriptions: [{ ProjectArn: "a" }, { ProjectArn: "b", Status: "DELETING" }, { ProjectArn: "d" }],
  };
  const { seen } = await eventsFrom([of(changed)], 500, { known, listed: true });
  expect(seen).toEqual([
    { _tag: "Removed", arn: "c", project: { ProjectArn: "c" } },
    { _tag: "Changed", arn: "b", project: { ProjectArn: "b", Status: "DELETING" }, previous: { ProjectArn: "b" } },
    { _tag: "Added", arn: "d", project: { ProjectArn: "d" } },
    { _tag: "Listed", at: new Date(0) },
  ]);
  expect(known.size).toBe(3);
});

test("is refused what cannot work, at once", () => {
  expect(() => watchProjects$(JSON.parse("{}") as Observable<Page>, { every: 1 })).toThrow(
    /^watchProjects\$: the listing must be one such as describeProjects\$\(\{ client \}\), with subscribe\(\) and pipe\(\), not /,
  );
  expect(() => watchProjects$(good$, JSON.parse("null") as { every: number })).toThrow(
    new TypeError("watchProjects$: the options must be an object, not null"),
  );
  for (const every of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(() => watchProjects$(good$, { every })).toThrow(/watchProjects\$: every must be a positive number/);
    expect(() => watchProjects$(good$, { every: 1, timeout: every })).toThrow(/watchProjects\$: timeout/);
  }
  expect(() => watchProjects$(good$, { every: 1, scheduler: JSON.parse("{}") as SchedulerLike })).toThrow(
    /^watchProjects\$: scheduler must be a scheduler of rxjs/,
  );
  expect(() => watchProjects$(good$, { every: 1, known: JSON.parse("[]") as Map<string, never> })).toThrow(
    new TypeError(
      "watchProjects$: known must be a Map of projects by their ARN, with get() and has() and entries(), not an array",
    ),
  );
});

test("has the projects of its listing, decoded or not", () => {
  const client = rekognitionClient({ region: "us-east-1" });
  const listing = describeProjects$({ client });
  expectTypeOf(watchProjects$(listing, { every: 1 })).toEqualTypeOf<Observable<ProjectEvent<Project>>>();
  const retried = listing.pipe(retryThrottled());
  expectTypeOf(watchProjects$(retried, { every: 1 })).toEqualTypeOf<Observable<ProjectEvent<Project>>>();
  expectTypeOf(watchProjects$(listing, { every: 1, known: new Map<string, Project>(), listed: true })).toEqualTypeOf<
    Observable<ProjectEvent<Project> | Listed>
  >();
  // @ts-expect-error what is known must be projects of this listing
  watchProjects$(listing, { every: 1, known: new Map<string, number>() });
  const decoded = listing.pipe(map(() => ({ ProjectDescriptions: [] as readonly ProjectDescription[] })));
  expectTypeOf(watchProjects$(decoded, { every: 1 })).toEqualTypeOf<Observable<ProjectEvent<ProjectDescription>>>();
});
