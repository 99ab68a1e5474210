import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { CrawlProgress } from "../../src/progress/crawl-progress.js";
import { PlainProgress } from "../../src/progress/plain-progress.js";
import { CapturedStream } from "../support/captured-stream.js";
import { someProgress } from "../support/some-progress.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A display of a progress that changes. */
function displayed(first: CrawlProgress) {
  const stream = new CapturedStream();
  let progress = first;
  const read = vi.fn<() => CrawlProgress>(() => progress);
  const display = new PlainProgress(stream, () => Date.now(), read);
  return { stream, display, read, change: (next: CrawlProgress): void => void (progress = next) };
}

const NOTHING: CrawlProgress = { ...someProgress, targets: 0, pages: 0, projects: 0, datasets: 0, throttles: 0 };

test("prints a line a second at most, however many pages there are", () => {
  const { stream, display, change } = displayed(NOTHING);
  for (let pages = 1; pages <= 1_000; pages += 1) {
    change({ ...someProgress, pages });
    vi.advanceTimersByTime(10);
  }
  display.end();
  expect(stream.lines.length).toBe(10);
  expect(stream.lines[0]).toBe("1 target, 100 pages, 200 projects, 302 datasets, 3 throttles, 1.0 s");
});

test("prints nothing for what is over within a second, and reads nothing after its end", () => {
  const { stream, display, read } = displayed(someProgress);
  vi.advanceTimersByTime(999);
  display.end();
  vi.advanceTimersByTime(60_000);
  expect(stream.text).toBe("");
  expect(read).toHaveBeenCalledTimes(1);
});

test("says that it waits where nothing comes, after three seconds and then every ten", () => {
  const { stream, display, change } = displayed(NOTHING);
  vi.advanceTimersByTime(14_000);
  change({ ...NOTHING, targets: 1 });
  vi.advanceTimersByTime(1_000);
  change(someProgress);
  vi.advanceTimersByTime(11_000);
  display.end();
  expect(stream.lines).toEqual([
    "waiting for the first answer, 3.0 s",
    "waiting for the first answer, 13.0 s",
    "waiting for the first answer, 1 target, 15.0 s",
    "1 target, 2 pages, 200 projects, 302 datasets, 3 throttles, 16.0 s",
    "1 target, 2 pages, 200 projects, 302 datasets, 3 throttles, 26.0 s",
  ]);
});

test("has only what there is, and why it waits", () => {
  const { stream, display, change } = displayed(NOTHING);
  vi.advanceTimersByTime(60_500);
  stream.text = "";
  change({
    ...someProgress,
    versions: 1,
    entries: 2_000,
    invalid: 2,
    throttles: 0,
    incomplete: 1,
    waiting: "nothing answers at 127.0.0.1:9",
  });
  vi.advanceTimersByTime(1_000);
  change({ ...NOTHING, waiting: "nothing answers at 127.0.0.1:9" });
  vi.advanceTimersByTime(1_000);
  display.end();
  expect(stream.lines).toEqual([
    "1 target, 2 pages, 200 projects, 302 datasets, 1 version, 2,000 entries, 2 invalid, 1 walk incomplete, waiting: nothing answers at 127.0.0.1:9, 1 min 1 s",
    "waiting: nothing answers at 127.0.0.1:9, 1 min 2 s",
  ]);
});
