import { expect, test } from "vitest";
import type { CrawlProgress } from "../../src/progress/crawl-progress.js";
import { TimeLeft } from "../../src/progress/time-left.js";
import { someProgress } from "../support/some-progress.js";

function ofHundred(target: string, ended: number): CrawlProgress["open"][number] {
  return { target, where: target, pages: ended, walks: { known: 100, ended } };
}

/** Two accounts of a hundred walks each: one does ten a second, the other one. */
function after(seconds: number): CrawlProgress {
  const fast = Math.min(100, 10 * seconds);
  return {
    ...someProgress,
    walks: { known: 200, ended: fast + seconds },
    open: [ofHundred("fast", fast), ofHundred("slow", seconds)].filter(({ walks }) => walks.ended < walks.known),
  };
}

test("is as long as the account that takes longest, whatever the others have done", () => {
  const left = new TimeLeft();
  const estimates: (number | undefined)[] = [];
  for (let seconds = 0; seconds <= 30; seconds += 1) {
    left.add(1_000 * seconds, after(seconds));
    estimates.push(left.ms);
  }
  expect(estimates.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => undefined));
  expect(estimates[8]).toBeCloseTo(92_000);
  expect(estimates[30]).toBeCloseTo(70_000);
});

test("is not known while nothing ends, nor when all has ended", () => {
  const left = new TimeLeft();
  for (let seconds = 0; seconds <= 30; seconds += 1) {
    left.add(1_000 * seconds, { ...someProgress, walks: { known: 10, ended: 3 } });
  }
  expect(left.ms).toBe(undefined);
  left.add(31_000, { ...someProgress, walks: { known: 10, ended: 10 } });
  expect(left.ms).toBe(undefined);
});
