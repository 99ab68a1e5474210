import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Ticker } from "../../../src/limit/stages/ticker.js";

describe("a ticker", () => {
  test("lets the next request go an interval after it was due, though the timer was up to 20 ms late", () => {
    for (const late of [0, 1, 20]) {
      const ticker = new Ticker(1_000);
      expect(ticker.dueAt).toBe(1_000);
      expect(ticker.tick(1_000 + late, 100)).toBe(0);
      expect(ticker.dueAt).toBe(1_100);
    }
  });

  test("takes what is later for a user who had asked for nothing, and makes up for 20 ms of it alone", () => {
    const ticker = new Ticker(1_000);
    expect(ticker.tick(1_020.5, 100)).toBe(20.5);
    expect(ticker.dueAt).toBe(1_100.5);
    expect(ticker.tick(9_000, 100)).toBe(7_899.5);
    expect(ticker.dueAt).toBe(9_080);
  });

  test("forgives half an interval where that is less than 20 ms", () => {
    const ticker = new Ticker(0);
    expect(ticker.tick(5, 10)).toBe(0);
    expect(ticker.dueAt).toBe(10);
    expect(ticker.tick(15.5, 10)).toBe(5.5);
    expect(ticker.dueAt).toBe(20.5);
  });

  test("counts from when a request was due, if it goes before", () => {
    const ticker = new Ticker(1_000);
    expect(ticker.tick(700, 100)).toBe(0);
    expect(ticker.dueAt).toBe(1_100);
  });

  test("gives the interval of a request back, but nothing that is past", () => {
    const ticker = new Ticker(1_000);
    ticker.giveBack(500, 100);
    expect(ticker.dueAt).toBe(900);
    ticker.giveBack(850, 100);
    expect(ticker.dueAt).toBe(850);
  });

  test("never lets more go than one an interval, and one for the slack", () => {
    const gaps = fc.array(fc.nat(300), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(gaps, fc.integer({ min: 1, max: 200 }), (asked, interval) => {
        const ticker = new Ticker(0);
        let now = 0;
        for (const gap of asked) {
          now = Math.max(now + gap, ticker.dueAt);
          ticker.tick(now, interval);
        }
        expect(now).toBeGreaterThanOrEqual((asked.length - 1) * interval);
        expect(ticker.dueAt - now).toBeGreaterThanOrEqual(interval - Math.min(interval / 2, 20));
      }),
    );
  });
});
