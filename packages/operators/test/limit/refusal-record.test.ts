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
});

test("a later one is, if others were served since the last and none was refused", () => {
  const { traffic, refusals, sent, at } = record();
  refusals.add();
  at(50);
  traffic.serve(sent(40, 0));
  expect(refusals.isOwnAffair(sent(0, 1), 100)).toBe(true);
  // Nobody was served since this one was refused.
  expect(refusals.isOwnAffair(sent(60, 1), 100)).toBe(false);
  refusals.add();
  expect(refusals.isOwnAffair(sent(0, 1), 100)).toBe(false);
});

test("what others were refused long ago, or before everything was, does not count", () => {
  const { traffic, refusals, sent, at } = record();
  at(10);
  refusals.add();
  at(5_000);
  traffic.serve(sent(0, 0));
  expect(refusals.isOwnAffair(sent(0, 5), 100)).toBe(true);
  refusals.add();
  expect(refusals.isOwnAffair(sent(0, 5), 100)).toBe(false);
  refusals.forget();
  expect(refusals.isOwnAffair(sent(0, 5), 100)).toBe(true);
});
