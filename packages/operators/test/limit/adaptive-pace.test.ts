import { describe, expect, test } from "vitest";
import { AdaptivePace } from "../../src/limit/adaptive-pace.js";
import { Drive } from "./support/drive.js";

interface Pacing {
  readonly drive: Drive;
  readonly pace: AdaptivePace;
}

/** From 1 s on, with two under way at once. Chance gives its least. */
function pacing(minRate = 0.0001): Pacing {
  const drive = new Drive();
  drive.now = 1_000;
  return { drive, pace: new AdaptivePace(drive.traffic, 2, minRate) };
}

/** So many are served, and two are refused. */
function search({ drive, pace }: Pacing, held: number): void {
  drive.run(pace, held);
  const [first, second] = [drive.send(pace), drive.send(pace)];
  drive.refuse(pace, first);
  expect(pace.isServing).toBe(true);
  drive.refuse(pace, second);
  expect(pace.isServing).toBe(false);
}

/** Climbs from one request in 60 ms, and finds 8.73 a second: nine were served in the second since the search began. */
function settle({ drive, pace }: Pacing): void {
  search({ drive, pace }, 10);
  drive.run(pace, 2);
  drive.refuseAfter(pace, () => {
    drive.servePast(7);
    drive.now = 2_000;
  });
  expect(pace.interval).toBeCloseTo(1_000 / 8.73);
}

/** One is refused, and none was served since the last collision. */
function outage({ drive, pace }: Pacing): void {
  drive.refuse(pace, drive.sendWhenDue(pace));
  expect(pace.isServing).toBe(false);
}

/** Each third request is refused, at any pace. */
function crowd({ drive, pace }: Pacing, times: number): void {
  for (let i = 0; i < times; i += 1) {
    drive.run(pace, 2);
    drive.refuse(pace, drive.sendWhenDue(pace));
  }
}

/** The paces at which so many are served. */
function ratesOf({ drive, pace }: Pacing, requests: number): readonly number[] {
  return Array.from({ length: requests }, () => {
    drive.run(pace, 1);
    return 1_000 / pace.interval;
  });
}

describe("the pace of an unknown quota", () => {
  test("is open at first: two at once, and then more", () => {
    const { drive, pace } = pacing();
    expect(pace.interval).toBe(0);
    expect(pace.isServing).toBe(true);
    const [first, second] = [drive.send(pace), drive.send(pace)];
    expect(drive.waitFor(pace)).toBe(2_000);
    drive.serve(pace, first);
    drive.serve(pace, second);
    for (const times of [2, 2]) {
      const sent = Array.from({ length: times }, () => drive.send(pace));
      drive.now += 200;
      sent.forEach((request) => drive.serve(pace, request));
    }
    drive.send(pace);
    drive.send(pace);
    expect(pace.dueAt()).toBe(Number.NEGATIVE_INFINITY);
  });

  test("is a probe after the second refusal: 60 ms later, and at distances that double", () => {
    const { drive, pace } = pacing();
    search({ drive, pace }, 0);
    expect(pace.interval).toBe(3_000);
    expect(drive.waitFor(pace)).toBe(60);
    drive.refuse(pace, drive.sendWhenDue(pace));
    expect(drive.waitFor(pace)).toBe(120);
  });

  test("asks at the least rate, however much is refused", () => {
    const { drive, pace } = pacing(0.001);
    search({ drive, pace }, 0);
    expect(pace.interval).toBe(1_000);
    for (let i = 0; i < 6; i += 1) {
      drive.refuse(pace, drive.sendWhenDue(pace));
    }
    expect(drive.waitFor(pace)).toBe(1_000);
  });

  test("climbs, once a probe is served, from the time since the last that was served was let go", () => {
    const { drive, pace } = pacing();
    search({ drive, pace }, 5);
    drive.refuse(pace, drive.sendWhenDue(pace));
    drive.serve(pace, drive.sendWhenDue(pace));
    expect(drive.now).toBe(1_180);
    expect(pace.isServing).toBe(true);
    expect(pace.interval).toBeCloseTo(180);
    expect(drive.waitFor(pace)).toBeCloseTo(180);
  });

  test("climbs from one request in 2 s at least, and from the least rate", () => {
    const slow = pacing();
    search(slow, 0);
    slow.drive.run(slow.pace, 1);
    expect(slow.pace.interval).toBeCloseTo(2_000);
    const faster = pacing(0.001);
    search(faster, 0);
    faster.drive.run(faster.pace, 1);
    expect(faster.pace.interval).toBeCloseTo(1_000);
  });

  test("probes again, if none was served on the way up", () => {
    const { drive, pace } = pacing();
    search({ drive, pace }, 5);
    drive.run(pace, 1);
    drive.refuse(pace, drive.sendWhenDue(pace));
    expect(pace.isServing).toBe(false);
    expect(drive.waitFor(pace)).toBe(60);
    drive.run(pace, 1);
    // It climbs again: 120 ms are the time since the probe before.
    expect(pace.interval).toBeCloseTo(120);
  });

  test("is then what flowed in since the search began, if the bucket cannot have been full meanwhile", () => {
    const here = pacing();
    settle(here);
    expect(here.pace.isServing).toBe(true);
    expect(here.drive.waitFor(here.pace)).toBeCloseTo(1_000 / 8.73);
  });

  test("is what flowed in since the last probe that was refused", () => {
    const { drive, pace } = pacing();
    search({ drive, pace }, 10);
    drive.refuse(pace, drive.sendWhenDue(pace));
    drive.run(pace, 2);
    drive.refuseAfter(pace, () => {
      drive.servePast(2);
      drive.now = 2_060;
    });
    // Four and a half of a second, without 3 %.
    expect(1_000 / pace.interval).toBeCloseTo(4.365);
  });

  test("is held as a guess, for 1.1 s at least", () => {
    const { drive, pace } = pacing();
    settle({ drive, pace });
    const { interval } = pace;
    drive.run(pace, 9);
    expect(pace.interval).toBe(interval);
    drive.run(pace, 1);
    expect(pace.interval).toBeLessThan(interval);
  });
});

describe("when everything is refused at a pace that was found", () => {
  test("it probes after 250 ms", () => {
    const here = pacing();
    settle(here);
    outage(here);
    expect(here.drive.waitFor(here.pace)).toBeCloseTo(250);
  });

  test("it probes after 4 intervals, where those are shorter", () => {
    const { drive, pace } = pacing();
    search({ drive, pace }, 10);
    drive.run(pace, 20);
    drive.refuse(pace, drive.sendWhenDue(pace));
    const { interval } = pace;
    expect(interval).toBeLessThan(50);
    outage({ drive, pace });
    expect(drive.waitFor(pace)).toBeCloseTo(4 * interval);
  });

  test("it comes back at the rate that was good, an interval after a probe is served, and holds it as measured", () => {
    const { drive, pace } = pacing();
    settle({ drive, pace });
    outage({ drive, pace });
    drive.run(pace, 1);
    expect(pace.isServing).toBe(true);
    expect(1_000 / pace.interval).toBeCloseTo(8.73);
    expect(drive.waitFor(pace)).toBeCloseTo(1_000 / 8.73);
    const { interval } = pace;
    drive.run(pace, 39);
    expect(pace.interval).toBe(interval);
    drive.run(pace, 1);
    expect(pace.interval).toBeLessThan(interval);
  });

  test("it falls back to a quarter of that, if the next is refused too", () => {
    const { drive, pace } = pacing();
    settle({ drive, pace });
    outage({ drive, pace });
    for (let i = 0; i < 3; i += 1) {
      drive.refuse(pace, drive.sendWhenDue(pace));
    }
    drive.run(pace, 1);
    expect(drive.now).toBeGreaterThan(5_000);
    drive.refuse(pace, drive.sendWhenDue(pace));
    expect(pace.isServing).toBe(true);
    expect(1_000 / pace.interval).toBeCloseTo(8.73 / 4);
  });

  test("it falls back to one in the time since the last that was served, if that is faster", () => {
    const { drive, pace } = pacing();
    settle({ drive, pace });
    drive.run(pace, 1);
    // It slows down to 0.9, of which a quarter is one in 509 ms.
    drive.refuse(pace, drive.sendWhenDue(pace));
    outage({ drive, pace });
    drive.run(pace, 1);
    drive.refuse(pace, drive.sendWhenDue(pace));
    // The two that were refused went an interval after the one before, and then the probe did.
    expect(pace.interval).toBeCloseTo(114.55 + 127.28 + 250, 1);
  });

  test("it takes nothing for measured that flowed in meanwhile", () => {
    const { drive, pace } = pacing();
    settle({ drive, pace });
    outage({ drive, pace });
    drive.run(pace, 1 + 9);
    drive.now += 10_000;
    drive.refuse(pace, drive.send(pace));
    expect(1_000 / pace.interval).toBeCloseTo(0.9 * 8.73);
  });
});

describe("when the pace is lowered in vain", () => {
  test("it is no longer given up: it comes back with time, towards the best that was found", () => {
    const here = pacing();
    settle(here);
    crowd(here, 13);
    const rate = 1_000 / here.pace.interval;
    expect(rate).toBeLessThan(8.73 * 0.4);
    crowd(here, 60);
    const { drive, pace } = here;
    const [served, since] = [drive.traffic.served, drive.now];
    crowd(here, 200);
    // Without the stage for it, it is one in 10 s.
    expect((1_000 * (drive.traffic.served - served)) / (drive.now - since)).toBeGreaterThan(2);
    expect(pace.isServing).toBe(true);
  });

  test("it is no longer given up either, if two are refused for each that is served", () => {
    const here = pacing();
    const { drive, pace } = here;
    settle(here);
    const [served, since] = [drive.traffic.served, drive.now];
    for (let i = 0; i < 300; i += 1) {
      drive.run(pace, 1);
      drive.refuse(pace, drive.sendWhenDue(pace));
      drive.refuse(pace, drive.sendWhenDue(pace));
    }
    expect((1_000 * (drive.traffic.served - served)) / (drive.now - since)).toBeGreaterThan(0.5);
  });

  test("it comes back to the best that was good, a tenth below the first that was refused, when the others are gone", () => {
    const here = pacing();
    settle(here);
    crowd(here, 40);
    expect(ratesOf(here, 60)).toContainEqual(expect.closeTo(0.9 * 8.73, 5));
  });

  test("it is never below the least rate, though that is more than most quotas allow", () => {
    const here = pacing(0.008);
    search(here, 10);
    here.drive.run(here.pace, 2);
    for (let i = 0; i < 60; i += 1) {
      crowd(here, 1);
      here.pace.dueAt();
      expect(1_000 / here.pace.interval).toBeGreaterThan(7.999);
    }
  });

  test("it comes back to half as much again with each hundred that are served", () => {
    const here = pacing();
    settle(here);
    crowd(here, 100);
    expect(ratesOf(here, 60)).toContainEqual(expect.closeTo(1.5 * 0.9 * 8.73, 5));
  });

  test("a rest in the meantime does not count for what flowed in", () => {
    const here = pacing();
    const { drive, pace } = here;
    settle(here);
    crowd(here, 20);
    drive.now += 3_600_000;
    ratesOf(here, 100);
    const rate = 1_000 / pace.interval;
    drive.refuse(pace, drive.sendWhenDue(pace));
    expect(1_000 / pace.interval).toBeGreaterThan(0.8 * rate);
  });

  test("a probe comes no sooner than a request does after a single refusal", () => {
    const here = pacing();
    const { drive, pace } = here;
    search(here, 5);
    drive.now += 3_000;
    drive.run(pace, 2);
    drive.refuse(pace, drive.sendWhenDue(pace));
    expect(pace.interval).toBeGreaterThan(1_400);
    drive.traffic.roundTrip = 100;
    while (pace.isServing) {
      drive.refuse(pace, drive.sendWhenDue(pace));
    }
    // 250 ms, and what the jitter of the latencies takes: a probe alone would come after 250.
    expect(drive.waitFor(pace)).toBeGreaterThan(300);
  });

  test("everything is refused only if far more are in a row than are by chance", () => {
    const here = pacing();
    const { drive, pace } = here;
    settle(here);
    crowd(here, 40);
    drive.refuse(pace, drive.sendWhenDue(pace));
    expect(pace.isServing).toBe(true);
    for (let i = 0; i < 6; i += 1) {
      drive.refuse(pace, drive.sendWhenDue(pace));
    }
    expect(pace.isServing).toBe(false);
    drive.run(pace, 1);
    expect(pace.isServing).toBe(true);
  });
});

describe("a request that says nothing of the quota", () => {
  test("lets another probe go, when it was one", () => {
    const { drive, pace } = pacing();
    search({ drive, pace }, 5);
    const probe = drive.sendWhenDue(pace);
    expect(drive.waitFor(pace)).toBe(10_000);
    pace.dropped(probe);
    expect(drive.waitFor(pace)).toBe(0);
  });

  test("gives its interval back, when it is excused", () => {
    const { drive, pace } = pacing();
    settle({ drive, pace });
    const sent = drive.sendWhenDue(pace);
    expect(drive.waitFor(pace)).toBeCloseTo(1_000 / 8.73);
    pace.excused(sent);
    expect(drive.waitFor(pace)).toBe(0);
  });

  test("changes nothing at first, when nothing is known", () => {
    const { drive, pace } = pacing();
    const sent = drive.send(pace);
    pace.excused(sent);
    pace.dropped(sent);
    expect(pace.dueAt()).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe("a pace that is taken back", () => {
  test("does not take a refusal that was none of the quota's for a moment at which the bucket was empty", () => {
    const { drive, pace } = pacing();
    settle({ drive, pace });
    drive.run(pace, 10);
    const { interval } = pace;
    const takeBack = pace.remember();
    drive.refuse(pace, drive.sendWhenDue(pace));
    takeBack();
    drive.refuseAfter(pace, () => {
      drive.servePast(20);
      drive.now += 60_000;
    });
    // The twenty in a minute show nothing: the pace is only a tenth less.
    expect(interval / pace.interval).toBeCloseTo(0.9, 2);
  });

  test("is open as before, with as many under way, and stands two more refusals", () => {
    const { drive, pace } = pacing();
    drive.run(pace, 10);
    const takeBack = pace.remember();
    const [first, second] = [drive.send(pace), drive.send(pace)];
    drive.refuse(pace, first);
    drive.refuse(pace, second);
    expect(pace.isServing).toBe(false);
    takeBack();
    expect(pace.isServing).toBe(true);
    expect(pace.dueAt()).toBe(Number.NEGATIVE_INFINITY);
    drive.refuse(pace, drive.send(pace));
    expect(pace.isServing).toBe(true);
    drive.refuse(pace, drive.send(pace));
    expect(pace.isServing).toBe(false);
  });

  test("climbs on from where it was", () => {
    const { drive, pace } = pacing();
    search({ drive, pace }, 10);
    drive.run(pace, 5);
    const { interval } = pace;
    const takeBack = pace.remember();
    drive.refuse(pace, drive.sendWhenDue(pace));
    expect(pace.interval).toBeGreaterThan(interval);
    takeBack();
    expect(pace.interval).toBeCloseTo(interval);
    drive.run(pace, 2);
    expect(pace.interval).toBeLessThan(interval);
  });

  test("is that which was good, and is held as one that was measured", () => {
    const { drive, pace } = pacing();
    settle({ drive, pace });
    drive.run(pace, 10);
    const { interval } = pace;
    const takeBack = pace.remember();
    drive.refuse(pace, drive.sendWhenDue(pace));
    const lowered = pace.interval;
    expect(lowered).toBeGreaterThan(interval);
    takeBack();
    expect(pace.interval).toBeCloseTo(1_000 / 8.73);
    // A guess is held for a second and a half.
    drive.run(pace, 30);
    expect(pace.interval).toBeCloseTo(1_000 / 8.73);
  });

  test("is so after what looked like an outage, too", () => {
    const { drive, pace } = pacing();
    settle({ drive, pace });
    drive.run(pace, 10);
    const takeBack = pace.remember();
    drive.refuse(pace, drive.sendWhenDue(pace));
    outage({ drive, pace });
    takeBack();
    expect(pace.isServing).toBe(true);
    expect(pace.interval).toBeCloseTo(1_000 / 8.73);
  });

  test("stays what it is where it is faster by then", () => {
    const { drive, pace } = pacing();
    search({ drive, pace }, 10);
    drive.run(pace, 5);
    const takeBack = pace.remember();
    drive.run(pace, 5);
    const { interval } = pace;
    takeBack();
    expect(pace.interval).toBe(interval);
  });

  test("is none while everything is refused", () => {
    const { drive, pace } = pacing();
    search({ drive, pace }, 10);
    const takeBack = pace.remember();
    takeBack();
    expect(pace.isServing).toBe(false);
    drive.run(pace, 1);
    const { interval } = pace;
    takeBack();
    expect(pace.interval).toBe(interval);
  });
});
