import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LiveProgress } from "../../src/progress/live-progress.js";
import { CapturedStream } from "../support/captured-stream.js";
import { someProgress } from "../support/some-progress.js";

const ERASE = "\r\u001b[2K";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("writes one line over and over, and the time goes on between pages", () => {
  const stream = new CapturedStream({ isTTY: true });
  const display = new LiveProgress(stream, () => Date.now());
  vi.advanceTimersByTime(100);
  display.show(someProgress);
  vi.advanceTimersByTime(200);
  display.end();
  expect(stream.text.split(ERASE)).toEqual([
    "",
    "⠋ asking for the first page · 0.0 s",
    "⠙ asking for the first page · 0.1 s",
    "⠹ 1 target · 2 pages · 200 projects · 302 datasets · 3 throttles · 0.2 s",
    "⠸ 1 target · 2 pages · 200 projects · 302 datasets · 3 throttles · 0.3 s",
    "",
  ]);
});

test("writes nothing after its end", () => {
  const stream = new CapturedStream({ isTTY: true });
  const display = new LiveProgress(stream, () => 0);
  display.end();
  const written = stream.text;
  vi.advanceTimersByTime(1_000);
  expect(stream.text).toBe(written);
  expect(vi.getTimerCount()).toBe(0);
});

test.each([20, 79, 80])("is never as wide as a terminal of %d columns", (columns) => {
  const stream = new CapturedStream({ isTTY: true, columns });
  const display = new LiveProgress(stream, () => 0);
  display.show({
    ...someProgress,
    pages: 123_456,
    projects: 12_345_678,
    entries: 23_456_789,
    throttles: 4_567,
    waiting: "nothing answers at 127.0.0.1:9",
  });
  vi.advanceTimersByTime(100);
  expect(Math.max(...stream.text.split(ERASE).map((line) => line.length))).toBeLessThan(columns);
});

test("a terminal that does not know its width is taken for one of 80 columns", () => {
  const stream = new CapturedStream({ isTTY: true, columns: 0 });
  const display = new LiveProgress(stream, () => 0);
  expect(stream.text).toContain("asking for the first page");
  display.end();
});
