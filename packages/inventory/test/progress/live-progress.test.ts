import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { CrawlProgress } from "../../src/progress/crawl-progress.js";
import { LiveProgress } from "../../src/progress/live-progress.js";
import { CapturedStream } from "../support/captured-stream.js";
import { someProgress } from "../support/some-progress.js";

const ERASE = "\r\u001b[0J";
const NOTHING: CrawlProgress = { ...someProgress, targets: 0, pages: 0, throttles: 0 };
const two = (where: string): CrawlProgress["open"][number] => ({
  target: where,
  where,
  pages: 2,
  walks: { known: 30, ended: 12 },
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("writes one line over and over, and the time goes on between pages", () => {
  const stream = new CapturedStream({ isTTY: true });
  let progress = NOTHING;
  const display = new LiveProgress(
    stream,
    () => Date.now(),
    () => progress,
  );
  vi.advanceTimersByTime(100);
  progress = someProgress;
  vi.advanceTimersByTime(200);
  display.end();
  expect(stream.text.split(`\u001b[1A${ERASE}`)).toEqual([
    `${ERASE}⠋ waiting for the first answer\n  0.0 s`,
    "⠙ waiting for the first answer\n  0.1 s",
    "⠹ 1 target · 2 pages · 200 projects · 302 datasets · 3 throttles\n  0.2 s",
    "⠸ 1 target · 2 pages · 200 projects · 302 datasets · 3 throttles\n  0.3 s",
    "",
  ]);
});

test("has a line for each account and region that is not done, and goes back over all of them", () => {
  const stream = new CapturedStream({ isTTY: true });
  let open = [two("111122223333 eu-west-1"), two("444455556666 us-east-1")];
  const display = new LiveProgress(
    stream,
    () => Date.now(),
    () => ({ ...someProgress, targets: 2, open }),
  );
  open = open.slice(1);
  vi.advanceTimersByTime(100);
  display.end();
  const first = "2 targets · 2 pages · 200 projects · 302 datasets · 3 throttles";
  expect(stream.text).toBe(
    `${ERASE}⠋ ${first}\n  0.0 s\n` +
      "  111122223333 eu-west-1  12 of 30 walks, 2 pages\n  444455556666 us-east-1  12 of 30 walks, 2 pages" +
      `\u001b[3A${ERASE}⠙ ${first}\n  0.1 s\n  444455556666 us-east-1  12 of 30 walks, 2 pages` +
      `\u001b[2A${ERASE}`,
  );
});

test("says how fast it is of late, and about how long it takes", () => {
  const stream = new CapturedStream({ isTTY: true });
  let [pages, ended] = [0, 0];
  const read = (): CrawlProgress => ({ ...someProgress, pages, walks: { known: 1_000, ended } });
  const display = new LiveProgress(stream, () => Date.now(), read);
  for (let second = 1; second <= 10; second += 1) {
    pages += 20;
    ended += 10;
    vi.advanceTimersByTime(1_000);
  }
  display.end();
  expect(stream.text.split(ERASE).at(-2)).toContain("\n  10.0 s · 20 pages/s · about 2 min left");
});

test("reads and writes nothing after its end", () => {
  const stream = new CapturedStream({ isTTY: true });
  const read = vi.fn<() => CrawlProgress>(() => someProgress);
  const display = new LiveProgress(stream, () => 0, read);
  display.end();
  const written = stream.text;
  vi.advanceTimersByTime(1_000);
  expect(stream.text).toBe(written);
  expect(read).toHaveBeenCalledTimes(1);
});

test.each([
  [20, 10],
  [79, 5],
  [80, 24],
])("is never as wide as a terminal of %d columns, nor as high as its %d rows", (columns, rows) => {
  const stream = new CapturedStream({ isTTY: true, columns, rows });
  const progress = {
    ...someProgress,
    targets: 100,
    pages: 123_456,
    projects: 12_345_678,
    entries: 23_456_789,
    throttles: 4_567,
    waiting: "nothing answers at 127.0.0.1:9",
    open: Array.from({ length: 100 }, (_, at) => two(`profile ${at} of somebody:eu-west-1`)),
  };
  const display = new LiveProgress(
    stream,
    () => 0,
    () => progress,
  );
  vi.advanceTimersByTime(100);
  const frames = stream.text.split(ERASE).map((frame) => (frame.split("\u001b")[0] ?? "").split("\n"));
  expect(Math.max(...frames.flat().map((line) => line.length))).toBeLessThan(columns);
  expect(Math.max(...frames.map((lines) => lines.length))).toBeLessThan(rows);
  expect(frames.at(-1)?.at(-1)).toMatch(/^ {2}\.\.\. and \d+ more/);
  display.end();
});

test("a terminal that does not know its width is taken for one of 80 columns", () => {
  const stream = new CapturedStream({ isTTY: true, columns: 0 });
  const display = new LiveProgress(
    stream,
    () => 0,
    () => NOTHING,
  );
  expect(stream.text).toContain("waiting for the first answer");
  display.end();
});
