import { expect, test } from "vitest";
import { PlainProgress } from "../../src/progress/plain-progress.js";
import { CapturedStream } from "../support/captured-stream.js";

const progress = { pages: 1, projects: 100, datasets: 154, invalid: 0, throttles: 0, faults: 0 };

test("prints a line a second at most, however many pages there are", () => {
  const stream = new CapturedStream();
  let now = 5_000;
  const display = new PlainProgress(stream, () => now);
  for (let pages = 1; pages <= 1_000; pages += 1) {
    now += 10;
    display.show({ ...progress, pages });
  }
  display.end();
  expect(stream.lines.length).toBe(10);
  expect(stream.lines[0]).toBe("100 pages, 100 projects, 154 datasets, 0 throttles survived, 1.0 s");
});

test("prints nothing for what is over within a second", () => {
  const stream = new CapturedStream();
  const display = new PlainProgress(stream, () => 0);
  display.show(progress);
  display.end();
  expect(stream.text).toBe("");
});

test("tells of faults and invalid projects where there are some", () => {
  const stream = new CapturedStream();
  let now = 0;
  const display = new PlainProgress(stream, () => now);
  now = 61_000;
  display.show({ ...progress, invalid: 2, throttles: 1, faults: 1 });
  expect(stream.text).toBe("1 page, 100 projects, 154 datasets, 2 invalid, 1 throttle survived, 1 fault, 1 min 1 s\n");
});
