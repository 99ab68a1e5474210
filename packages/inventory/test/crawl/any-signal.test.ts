import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { anySignal } from "../../src/crawl/any-signal.js";

// Node 20 forgets a time-out that nothing but an `AbortSignal.any` listens to, when garbage is collected.

let collecting: NodeJS.Timeout;

beforeAll(() => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collecting = setInterval(collect, 20);
});

afterAll(() => clearInterval(collecting));

/** The reason with which a signal aborts that nobody holds; "never" if it has not within some seconds. */
function reasonOf(make: () => AbortSignal): Promise<unknown> {
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve("never"), 4_000);
    listenTo(make(), (reason) => {
      clearTimeout(late);
      resolve(reason);
    });
  });
}

/** In a function of its own, so that no variable holds the signal. */
function listenTo(signal: AbortSignal, resolve: (reason: unknown) => void): void {
  const weak = new WeakRef(signal);
  signal.addEventListener("abort", () => resolve(weak.deref()?.reason), { once: true });
}

const timedOut = expect.objectContaining({ name: "TimeoutError" }) as unknown;

test("aborts with a time-out that nobody else holds, however garbage is collected", async () => {
  const stop = new AbortController();
  expect(await reasonOf(() => anySignal([stop.signal, AbortSignal.timeout(200)]))).toEqual(timedOut);
  const nested = () => anySignal([stop.signal, anySignal([undefined, AbortSignal.timeout(200)])]);
  expect(await reasonOf(nested)).toEqual(timedOut);
});

test("aborts with the first reason, and at once if a signal has aborted already", () => {
  const [first, second] = [new AbortController(), new AbortController()];
  const signal = anySignal([first.signal, undefined, second.signal]);
  expect(signal.aborted).toBe(false);
  second.abort("second");
  first.abort("first");
  expect(signal.reason).toBe("second");
  expect(anySignal([first.signal]).reason).toBe("first");
  expect(anySignal([]).aborted).toBe(false);
});
