import { expect, test } from "vitest";
import { PlainProgress } from "../../src/progress/plain-progress.js";
import { CapturedStream } from "../support/captured-stream.js";
import { someProgress } from "../support/some-progress.js";

test("prints a line a second at most, however many pages there are", () => {
  const stream = new CapturedStream();
  let now = 5_000;
  const display = new PlainProgress(stream, () => now);
  for (let pages = 1; pages <= 1_000; pages += 1) {
    now += 10;
    display.show({ ...someProgress, pages });
  }
  display.end();
  expect(stream.lines.length).toBe(10);
  expect(stream.lines[0]).toBe("1 target, 100 pages, 200 projects, 302 datasets, 3 throttles, 1.0 s");
});

test("prints nothing for what is over within a second", () => {
  const stream = new CapturedStream();
  const display = new PlainProgress(stream, () => 0);
  display.show(someProgress);
  display.end();
  expect(stream.text).toBe("");
});

test("has only what there is, and why it waits", () => {
  const stream = new CapturedStream();
  let now = 0;
  const display = new PlainProgress(stream, () => now);
  now = 61_000;
  display.show({
    ...someProgress,
    versions: 1,
    entries: 2_000,
    invalid: 2,
    throttles: 0,
    incomplete: 1,
    waiting: "nothing answers at 127.0.0.1:9",
  });
  now = 63_000;
  display.show({ ...someProgress, pages: 0, waiting: "nothing answers at 127.0.0.1:9" });
  expect(stream.lines).toEqual([
    "1 target, 2 pages, 200 projects, 302 datasets, 1 version, 2,000 entries, 2 invalid, 1 walk incomplete, waiting: nothing answers at 127.0.0.1:9, 1 min 1 s",
    "waiting: nothing answers at 127.0.0.1:9, 1 min 3 s",
  ]);
});
