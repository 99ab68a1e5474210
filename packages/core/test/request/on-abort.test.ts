import { getEventListeners } from "node:events";
import { describe, expect, test } from "vitest";
import { onAbort } from "../../src/request/on-abort.js";

/** A signal, and what listens to it now. */
function watchedSignal() {
  const controller = new AbortController();
  const { signal } = controller;
  return { controller, signal, listeners: () => getEventListeners(signal, "abort") };
}

describe("an abort listener", () => {
  test("is called once, when the signal aborts", () => {
    const { controller, signal } = watchedSignal();
    let calls = 0;
    onAbort(signal, () => (calls += 1));
    expect(calls).toBe(0);
    controller.abort();
    controller.abort();
    signal.dispatchEvent(new Event("abort"));
    expect(calls).toBe(1);
  });

  test("is not called once it has stopped listening, however often it does", () => {
    const { controller, signal } = watchedSignal();
    let calls = 0;
    const stop = onAbort(signal, () => (calls += 1));
    stop();
    stop();
    controller.abort();
    expect(calls).toBe(0);
  });

  test("is one on the signal, however many there are, and none is left behind", () => {
    const { signal, listeners } = watchedSignal();
    const stops = Array.from({ length: 100 }, () => onAbort(signal, () => undefined));
    expect(listeners().length).toBe(1);
    for (const stop of stops.slice(1)) {
      stop();
    }
    expect(listeners().length).toBe(1);
    stops[0]?.();
    expect(listeners().length).toBe(0);
  });

  test("can come back after the last has gone", () => {
    const { controller, signal, listeners } = watchedSignal();
    let calls = 0;
    onAbort(signal, () => (calls += 1))();
    onAbort(signal, () => (calls += 1));
    expect(listeners().length).toBe(1);
    controller.abort();
    expect({ calls, listeners: listeners().length }).toEqual({ calls: 1, listeners: 0 });
  });

  test("leaves none behind when the signal has aborted", () => {
    const { controller, signal, listeners } = watchedSignal();
    onAbort(signal, () => undefined);
    onAbort(signal, () => undefined);
    controller.abort();
    expect(listeners().length).toBe(0);
  });

  test("counts twice if one callback is registered twice", () => {
    const { controller, signal } = watchedSignal();
    let calls = 0;
    const callback = (): void => void (calls += 1);
    const stop = onAbort(signal, callback);
    onAbort(signal, callback);
    stop();
    controller.abort();
    expect(calls).toBe(1);
  });

  test("may stop another that has not been called yet", () => {
    const { controller, signal } = watchedSignal();
    const calls: string[] = [];
    const stops: (() => void)[] = [];
    onAbort(signal, () => {
      calls.push("first");
      stops[0]?.();
    });
    stops.push(onAbort(signal, () => calls.push("second")));
    onAbort(signal, () => calls.push("third"));
    controller.abort();
    expect(calls).toEqual(["first", "third"]);
  });

  test("keeps signals apart", () => {
    const one = watchedSignal();
    const two = watchedSignal();
    const calls: string[] = [];
    onAbort(one.signal, () => calls.push("one"));
    onAbort(two.signal, () => calls.push("two"));
    two.controller.abort();
    expect(calls).toEqual(["two"]);
  });
});
