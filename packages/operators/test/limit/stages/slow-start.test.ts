import { describe, expect, test } from "vitest";
import { SlowStart } from "../../../src/limit/stages/slow-start.js";
import type { Sent } from "../../../src/limit/traffic.js";
import { Drive } from "../support/drive.js";

/** How many requests may be under way at once. */
function windowOf(slowStart: SlowStart, drive: Drive): number {
  const sent: Sent[] = [];
  while (slowStart.dueAt() === Number.NEGATIVE_INFINITY && sent.length < 1_000) {
    sent.push(drive.traffic.issue(drive.now, 0, 0));
  }
  for (const each of sent) {
    drive.traffic.end(each);
  }
  return sent.length;
}

describe("a slow start", () => {
  test("holds nobody back before it has begun", () => {
    const drive = new Drive();
    const slowStart = new SlowStart(drive.traffic);
    expect(windowOf(slowStart, drive)).toBe(1_000);
    slowStart.served(0.01);
    expect(windowOf(slowStart, drive)).toBe(1_000);
  });

  test("lets 4 requests be under way at first, and one more with each that is served", () => {
    const drive = new Drive();
    const slowStart = new SlowStart(drive.traffic);
    drive.traffic.roundTrip = 1_000;
    slowStart.begin();
    const windows = [windowOf(slowStart, drive)];
    for (let i = 0; i < 5; i += 1) {
      slowStart.served(1);
      windows.push(windowOf(slowStart, drive));
    }
    expect(windows).toEqual([4, 5, 6, 7, 8, 9]);
  });

  test("is over as soon as more than 4 beyond twice of what the pace has under way may be", () => {
    const drive = new Drive();
    const slowStart = new SlowStart(drive.traffic);
    // One under way, at 10 a second: over beyond 6.
    drive.traffic.roundTrip = 100;
    slowStart.begin();
    slowStart.served(0.01);
    slowStart.served(0.01);
    expect(windowOf(slowStart, drive)).toBe(6);
    slowStart.served(0.01);
    expect(windowOf(slowStart, drive)).toBe(1_000);
    slowStart.begin();
    expect(windowOf(slowStart, drive)).toBe(4);
  });

  test("lets another go as soon as one is overdue", () => {
    const drive = new Drive();
    const slowStart = new SlowStart(drive.traffic);
    slowStart.begin();
    for (drive.now = 100; drive.now < 500; drive.now += 100) {
      expect(slowStart.dueAt()).toBe(Number.NEGATIVE_INFINITY);
      drive.traffic.issue(drive.now, 0, 100);
    }
    expect(slowStart.dueAt()).toBe(2_100);
  });
});
