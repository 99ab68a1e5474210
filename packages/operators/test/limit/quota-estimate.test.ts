import { describe, expect, test } from "vitest";
import { QuotaEstimate } from "../../src/limit/quota-estimate.js";

const SLOWEST = 0.0001;

/** An estimate of a bucket that served so many from 5 000 on, and was found empty at 6 000. */
function emptied(served: number): QuotaEstimate {
  const estimate = new QuotaEstimate(SLOWEST);
  estimate.asked(5_000);
  for (let i = 0; i < served; i += 1) {
    estimate.asked(5_000 + i);
    estimate.served(5_000 + i, true);
  }
  estimate.exhausted(6_000);
  return estimate;
}

describe("while nothing was refused", () => {
  test("there is no pace, however much is served", () => {
    const estimate = new QuotaEstimate(SLOWEST);
    estimate.asked(0);
    for (let i = 0; i < 100; i += 1) {
      estimate.served(i, true);
    }
    expect([estimate.known, estimate.searching, estimate.interval]).toEqual([false, false, 0]);
  });
});

describe("when the bucket is found empty", () => {
  test.each([
    [10, 400],
    [40, 100],
    [1, 4_000],
    // As though one had been served.
    [0, 4_000],
  ])("after %d in a second, the search begins at a quarter of that: every %d ms", (served, interval) => {
    const estimate = emptied(served);
    expect([estimate.known, estimate.searching]).toEqual([true, true]);
    expect(estimate.interval).toBeCloseTo(interval, 6);
  });

  test("each refusal that follows makes the wait four times as long, up to the slowest", () => {
    const estimate = emptied(10);
    const waits = [1, 2, 3].map((seconds) => {
      estimate.exhausted(6_000 + seconds * 1_000);
      return Math.round(estimate.interval);
    });
    expect(waits).toEqual([1_600, 6_400, 10_000]);
    expect(estimate.searching).toBe(true);
  });

  test("the answer to a request that was sent before tells nothing of the pace", () => {
    const estimate = emptied(10);
    estimate.served(5_999, false);
    expect(estimate.searching).toBe(true);
    expect(estimate.interval).toBeCloseTo(400, 6);
  });
});

describe("when the search is over", () => {
  test("the pace is between what was found and what was refused", () => {
    const estimate = emptied(10);
    // A token came within 500 ms; at 10 in 1 000 ms it was refused.
    estimate.served(6_500, true);
    expect(estimate.searching).toBe(false);
    expect(1 / estimate.interval).toBeCloseTo(Math.sqrt(0.002 * 0.01), 9);
  });

  test("what was found is no more than what was tried", () => {
    const estimate = emptied(10);
    // Asked at once: that it was served says no more than that the rate tried is allowed.
    estimate.served(6_001, true);
    expect(1 / estimate.interval).toBeCloseTo(Math.sqrt(0.0025 * 4), 9);
  });

  test("the rate that emptied the bucket bounds it only where it was refused but once", () => {
    const estimate = emptied(1_000);
    estimate.exhausted(6_010);
    // A token within 110 ms, and none within a quarter of that.
    estimate.served(6_110, true);
    expect(1 / estimate.interval).toBeCloseTo(2 / 110, 9);
  });

  test("the pace rises as requests are served at it, and not by those that say nothing of it", () => {
    const estimate = emptied(10);
    estimate.served(6_500, true);
    const before = estimate.interval;
    for (let i = 0; i < 10; i += 1) {
      estimate.served(7_000 + i, false);
    }
    expect(estimate.interval).toBe(before);
    for (let i = 0; i < 10; i += 1) {
      estimate.served(8_000 + i, true);
    }
    expect(estimate.interval).toBeLessThan(before);
  });

  test("a refusal slows the pace, to a quarter at the most, and never below the slowest", () => {
    const estimate = emptied(10);
    estimate.served(6_500, true);
    for (let at = 7_000; at < 30_000; at += 1_000) {
      const before = estimate.interval;
      estimate.exhausted(at);
      expect(estimate.interval).toBeGreaterThan(Math.min(before, 9_999));
      expect(estimate.interval).toBeLessThanOrEqual(Math.min(before * 4, 10_000) + 1e-6);
    }
    expect(estimate.interval).toBeCloseTo(10_000, 6);
  });
});
