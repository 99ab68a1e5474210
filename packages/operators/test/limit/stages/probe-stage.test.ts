import { expect, test } from "vitest";
import { ProbeStage } from "../../../src/limit/stages/probe-stage.js";
import { Traffic } from "../../../src/limit/traffic.js";

test("one request at a time, at distances that double up to 3 s, until one is served", () => {
  let now = 0;
  const traffic = new Traffic(
    () => now,
    () => 0,
  );
  const straggler = traffic.issue(0, 0, 50);
  const probe = new ProbeStage(traffic, 250);
  const distances: number[] = [];
  for (let i = 0; i < 6; i += 1) {
    distances.push(probe.dueAt() - now);
    now = probe.dueAt();
    const sent = traffic.issue(now, 1, 50);
    probe.issued();
    expect(probe.dueAt()).toBe(now + 10_000);
    // What was sent before is no probe, whatever became of it.
    expect(probe.served(straggler)).toBe(false);
    now += 20;
    expect(probe.refused(sent)).toBe(false);
  }
  expect(distances).toEqual([250, 500, 1_000, 2_000, 3_000, 3_000]);
  now = probe.dueAt();
  expect(probe.served(traffic.issue(now, 1, 50))).toBe(true);
});
