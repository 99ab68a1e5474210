import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import * as fc from "fast-check";
import { defer, of } from "rxjs";
import { describe, expect, test } from "vitest";
import type { Answering } from "../arbitraries/answering.js";
import type { FakeConfig } from "../arbitraries/fake-service.js";
import type { Shape } from "../arbitraries/shape.js";
import { naiveExpand } from "./broken/naive-expand.js";
import { PlainListing, brokenSubject } from "./broken/plain-listing.js";
import { recursiveExpand } from "./broken/recursive-expand.js";
import { type Way, WAYS } from "./consume.js";
import { holds } from "./holds.js";
import { refuted } from "./refuted.js";
import { siblings } from "./siblings.js";
import type { Subject } from "./subject.js";
import { uphold } from "./uphold.js";

describe.each(WAYS)("law 6, flat, by %s", (way) => {
  test.each(siblings)("$name sends every request from the same depth of the stack", async (subject) => {
    await holds(flatStack(subject, way), 8);
  });

  // More of the first: the siblings share their walk, and the last two differ in what a token is.
  describe.each(way === "subscribe" ? siblings.slice(1) : siblings.slice(-2))("$name", (subject) => {
    test("walks forty thousand pages in constant memory", async () => {
      await expect(flatMemory(subject, way, "in perRequest", 40_000)).resolves.toBeUndefined();
    }, 60_000);
  });

  describe.each(siblings.slice(0, 1))("$name", (subject) => {
    // Most where a page costs the test least; `bench depth` walks a million of those answered by a client.
    test.each([
      ["in perRequest", 100_000],
      ["in a microtask", 40_000],
      ["at once", 40_000],
    ] as const)(
      "walks pages answered %s, %i of them, in constant memory",
      async (answering, pages) => {
        await expect(flatMemory(subject, way, answering, pages)).resolves.toBeUndefined();
      },
      60_000,
    );
  });

  test("sees a memory that keeps every token", async () => {
    const everyToken = brokenSubject("remembers every token", PlainListing);
    await expect(flatMemory(everyToken, way, "at once", 40_000)).rejects.toThrow(/bytes a page/);
  });
});

describe("law 6, flat", () => {
  test.each([naiveExpand, recursiveExpand])("sees a walk that is deeper with every page: $name", async (subject) => {
    expect(await refuted(flatStack(subject, "subscribe"))).toMatch(/frames deeper|call stack|ended with/);
  });
});

interface FlatRun {
  readonly pages: number;
  readonly answering: FlatAnswering;
}

/** Those that need no scheduler. */
type FlatAnswering = Extract<Answering, "in perRequest" | "in a microtask" | "at once">;

/** The request for the last page is sent from no deeper in the stack than that for the third. */
function flatStack(subject: Subject, way: Way): fc.IAsyncProperty<[FlatRun]> {
  return fc.asyncProperty(
    fc.record({
      pages: fc.integer({ min: 40, max: 120 }),
      answering: fc.constantFrom<FlatAnswering>("in perRequest", "in a microtask", "at once"),
    }),
    async ({ pages, answering }) => {
      const depths: number[] = [];
      const config = longService(subject.shape, pages, answering, () => depths.push(depthOfStack()));
      await walkAll(subject, config, way, pages);
      const [third = 0] = depths.slice(2);
      const deeper = Math.max(...depths.slice(2)) - third;
      // A page costs a recursion some frames; this much is within what another path to the same loop costs.
      uphold(deeper <= 10, `page ${pages} is asked for ${deeper} frames deeper in the stack than page 3`);
    },
  );
}

/** Between the middle and the end of a long walk, nothing is kept of a page. */
async function flatMemory(subject: Subject, way: Way, answering: FlatAnswering, pages: number): Promise<void> {
  const heap: number[] = [];
  const config = longService(subject.shape, pages, answering, (page) => {
    // Both times right before a multiple of 10 000 pages, where the memory of tokens is as full as the other time.
    if (page === pages / 2 - 1 || page === pages - 1) {
      heap.push(usedHeap());
    }
  });
  await walkAll(subject, config, way, pages);
  const [middle = 0, end = 0] = heap;
  const bytes = (end - middle) / (pages / 2);
  uphold(bytes < 10, `${bytes.toFixed(1)} bytes a page are kept`);
}

/** A service of many pages that remembers nothing itself. */
function longService(
  shape: Shape,
  pages: number,
  answering: FlatAnswering,
  onRequest: (page: number) => void,
): FakeConfig {
  const answer = (token: unknown): object => {
    const page = token === undefined ? 0 : Number(shape.decode(token));
    onRequest(page);
    const next = page + 1 < pages ? shape.encode(String(page + 1), page) : undefined;
    return shape.page(shape.end === "same" ? (next ?? token) : next, [`item ${page}`], `page ${page}`);
  };
  const config: FakeConfig = {
    client: {
      send: ({ input }) =>
        answering === "at once"
          ? Promise.resolve(answer(shape.tokenIn(input)))
          : Promise.resolve().then(() => answer(shape.tokenIn(input))),
    },
  };
  return answering === "in perRequest"
    ? { ...config, perRequest: (_, { token }) => defer(() => of(answer(token))) }
    : config;
}

async function walkAll(subject: Subject, config: FakeConfig, way: Way, pages: number): Promise<void> {
  const listing = subject.list(config);
  let delivered = 0;
  if (way === "subscribe") {
    await new Promise<void>((resolve, reject) => {
      listing.subscribe({ next: () => (delivered += 1), error: reject, complete: resolve });
    });
  } else {
    for await (const _ of listing) {
      delivered += 1;
    }
  }
  uphold(delivered === pages, `it ended with ${delivered} of ${pages} pages`);
}

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

function usedHeap(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

function depthOfStack(): number {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = Number.POSITIVE_INFINITY;
  const depth = new Error("only for its stack").stack?.split("\n").length ?? 0;
  Error.stackTraceLimit = stackTraceLimit;
  return depth;
}
