import { asapScheduler, asyncScheduler, queueScheduler } from "rxjs";
import { expect, test } from "vitest";
import { clockOf } from "../../src/time/clock-of.js";
import { JumpyScheduler } from "../limit/support/jumpy-scheduler.js";

test("a clock never goes back, though its scheduler's is set back, and goes on from there", () => {
  const scheduler = new JumpyScheduler();
  const clock = clockOf(scheduler);
  scheduler.advance(100);
  expect(clock()).toBe(100);
  scheduler.skew = -5_000;
  expect(clock()).toBe(100);
  scheduler.advance(50);
  expect(clock()).toBe(150);
});

test.each([undefined, asyncScheduler, asapScheduler, queueScheduler])(
  "a clock of the process is not the time of day",
  (scheduler) => {
    const before = performance.now();
    const now = clockOf(scheduler)();
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(performance.now());
  },
);
