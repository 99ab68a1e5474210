import { expect, test } from "vitest";
import { RefusalRecord } from "../../src/limit/refusal-record.js";
import { type Sent, Traffic } from "../../src/limit/traffic.js";

function record() {
  let now = 0;
  const traffic = new Traffic(
    () => now,
    () => 0,
  );
  const refusals = new RefusalRecord(traffic);
  const sent = (joinedAt: number, times: number): Sent => traffic.issue(joinedAt, times, 100);
  return {
    traffic,
    refusals,
    sent,
    at: (time: number) => {
      now = time;
    },
  };
}

test("the first refusal of a request is never its own affair", () => {
  const { traffic, refusals, sent, at } = record();
  at(10);
  traffic.serve(sent(0, 0));
  expect(refusals.isOwnAffair(sent(0, 0), 100)).toBe(false);
  expect(refusals.isOwnAffair(sent(0, 1), 100)).toBe(true);
});

test("a later one is, if others were served since the last and none was refused", () => {
  const { traffic, refusals, sent, at } = record();
  refusals.add();
  at(50);
  traffic.serve(sent(40, 0));
  expect(refusals.isOwnAffair(sent(0, 1), 100)).toBe(true);
  expect(refusals.isOwnAffair(sent(49, 1), 100)).toBe(true);
  // Nobody was served since this one was refused.
  expect(refusals.isOwnAffair(sent(50, 1), 100)).toBe(false);
  expect(refusals.isOwnAffair(sent(60, 1), 100)).toBe(false);
  refusals.add();
  expect(refusals.isOwnAffair(sent(0, 1), 100)).toBe(false);
});

test("its own last refusal, and what others were refused before, does not count", () => {
  const { traffic, refusals, sent, at } = record();
  at(100);
  refusals.add();
  at(150);
  traffic.serve(sent(0, 0));
  expect(refusals.isOwnAffair(sent(99, 1), 100)).toBe(false);
  expect(refusals.isOwnAffair(sent(100, 1), 100)).toBe(true);
});

test.each([
  { interval: 0, lately: 2_000 },
  { interval: 250, lately: 2_000 },
  { interval: 1_000, lately: 8_000 },
])("what others were refused counts for $lately ms, where requests are $interval ms apart", ({ interval, lately }) => {
  const { traffic, refusals, sent, at } = record();
  at(10);
  refusals.add();
  traffic.serve(sent(0, 0));
  at(10 + lately - 1);
  expect(refusals.isOwnAffair(sent(0, 5), interval)).toBe(false);
  at(10 + lately);
  expect(refusals.isOwnAffair(sent(0, 5), interval)).toBe(true);
  refusals.add();
  expect(refusals.isOwnAffair(sent(0, 5), interval)).toBe(false);
});

test("what others were refused before everything was does not count", () => {
  const { traffic, refusals, sent, at } = record();
  at(10);
  traffic.serve(sent(0, 0));
  refusals.add();
  expect(refusals.isOwnAffair(sent(0, 5), 100)).toBe(false);
  refusals.forget();
  expect(refusals.isOwnAffair(sent(0, 5), 100)).toBe(true);
});
