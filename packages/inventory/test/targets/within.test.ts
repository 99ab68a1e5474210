import { getEventListeners } from "node:events";
import { describe, expect, test } from "vitest";
import { within } from "../../src/targets/within.js";

const NEVER = new Promise<string>(() => {});

describe("within", () => {
  test("is what the promise comes to, and leaves no listener on the signal", async () => {
    const { signal } = new AbortController();
    expect(await within(signal, Promise.resolve("done"))).toBe("done");
    await expect(within(signal, Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    expect(getEventListeners(signal, "abort")).toEqual([]);
    expect(await within(undefined, Promise.resolve("done"))).toBe("done");
  });

  test("is the reason of a signal that is aborted, before or meanwhile", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const waiting = within(controller.signal, NEVER).catch((error: unknown) => error);
    controller.abort(reason);
    expect(await waiting).toBe(reason);
    await expect(within(controller.signal, Promise.resolve("late"))).rejects.toBe(reason);
    await expect(within(controller.signal, Promise.reject(new Error("late")))).rejects.toBe(reason);
  });
});
