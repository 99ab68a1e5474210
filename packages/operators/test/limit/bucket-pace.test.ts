import { describe, expect, test } from "vitest";
import { BucketPace } from "../../src/limit/bucket-pace.js";
import { Drive } from "./support/drive.js";

interface Pacing {
  readonly drive: Drive;
  readonly pace: BucketPace;
}

function pacing({ interval = 100, burst = 1 } = {}): Pacing {
  const drive = new Drive();
  drive.now = 1_000;
  return { drive, pace: new BucketPace(drive.traffic, interval, burst) };
}

/** Two are refused, and none is served between them. */
function outage({ drive, pace }: Pacing): void {
  drive.refuse(pace, drive.sendWhenDue(pace));
  expect(pace.isServing).toBe(true);
  drive.refuse(pace, drive.sendWhenDue(pace));
  expect(pace.isServing).toBe(false);
}

describe("the pace of a known quota", () => {
  test("is kept, and yields when one is refused", () => {
    const { drive, pace } = pacing();
    expect(pace.interval).toBe(100);
    expect(drive.waitFor(pace)).toBe(0);
    const sent = drive.send(pace);
    expect(drive.waitFor(pace)).toBeCloseTo(100);
    drive.refuse(pace, sent);
    expect(pace.interval).toBeCloseTo(100 / 0.9);
    drive.run(pace, 14);
    expect(pace.interval).toBe(100);
    expect(pace.isServing).toBe(true);
  });

  test("is a probe once everything is refused: after 250 ms, and at distances that double", () => {
    const { drive, pace } = pacing();
    outage({ drive, pace });
    expect(pace.interval).toBe(3_000);
    expect(drive.waitFor(pace)).toBeCloseTo(250);
    const probe = drive.sendWhenDue(pace);
    expect(drive.waitFor(pace)).toBe(10_000);
    drive.refuse(pace, probe);
    expect(pace.isServing).toBe(false);
    expect(drive.waitFor(pace)).toBeCloseTo(500);
  });

  test("is a probe after 4 intervals, where those are shorter", () => {
    const here = pacing({ interval: 20 });
    outage(here);
    expect(here.drive.waitFor(here.pace)).toBeCloseTo(80);
  });

  test("takes its probes out of the bucket, and gives back what is refused", () => {
    const { drive, pace } = pacing({ interval: 2_000 });
    outage({ drive, pace });
    expect(drive.waitFor(pace)).toBeCloseTo(250);
    drive.refuse(pace, drive.sendWhenDue(pace));
    expect(drive.waitFor(pace)).toBeCloseTo(500);
    const probe = drive.sendWhenDue(pace);
    drive.traffic.end(probe);
    pace.dropped(probe);
    // The next token comes at 0.6 of the rate; a part of one came meanwhile.
    expect(drive.waitFor(pace)).toBeGreaterThan(2_000);
  });

  test("is kept again at all of the rate, once a probe is served, and not when what was sent before is", () => {
    const { drive, pace } = pacing({ burst: 2 });
    const straggler = drive.send(pace);
    outage({ drive, pace });
    const probe = drive.sendWhenDue(pace);
    drive.serve(pace, straggler);
    expect(pace.isServing).toBe(false);
    expect(pace.interval).toBe(3_000);
    drive.serve(pace, probe);
    expect(pace.isServing).toBe(true);
    expect(pace.interval).toBe(100);
    expect(drive.waitFor(pace)).toBeCloseTo(100);
  });

  test("gets the token back of a request that is excused", () => {
    const { drive, pace } = pacing();
    const sent = drive.send(pace);
    pace.excused(sent);
    expect(drive.waitFor(pace)).toBe(0);
    expect(pace.interval).toBe(100);
  });

  test("has the share of its rate again that it had", () => {
    const { drive, pace } = pacing();
    drive.run(pace, 20);
    const takeBack = pace.remember();
    drive.refuse(pace, drive.sendWhenDue(pace));
    expect(pace.interval).toBeGreaterThan(110);
    takeBack();
    expect(pace.interval).toBe(100);
  });

  test("lets another probe go when one is dropped", () => {
    const { drive, pace } = pacing({ interval: 10 });
    outage({ drive, pace });
    const probe = drive.sendWhenDue(pace);
    drive.now += 100;
    expect(drive.waitFor(pace)).toBe(9_900);
    pace.dropped(probe);
    expect(drive.waitFor(pace)).toBeLessThanOrEqual(0);
    expect(pace.isServing).toBe(false);
  });

  test("does not mind a request that is dropped while it is kept", () => {
    const { drive, pace } = pacing();
    pace.dropped(drive.send(pace));
    expect(drive.waitFor(pace)).toBeCloseTo(100);
  });
});
