import { describe, expect, test } from "vitest";
import { ClimbStage } from "../../../src/limit/stages/climb-stage.js";
import { FlowMeter } from "../../../src/limit/stages/flow-meter.js";
import { Drive } from "../support/drive.js";

interface Climbing {
  readonly drive: Drive;
  readonly climb: ClimbStage;
}

/** From a second on, at which the bucket was empty. */
function climbing({ rate, held = 0, roundTrip = 0 }: { rate: number; held?: number; roundTrip?: number }): Climbing {
  const drive = new Drive();
  drive.now = 1_000;
  drive.traffic.roundTrip = roundTrip;
  const meter = new FlowMeter(drive.traffic);
  meter.empty();
  return { drive, climb: new ClimbStage(drive.traffic, meter, rate, held) };
}

describe("the pace of a climb", () => {
  test("is the rate at first, and the first request goes an interval later", () => {
    const { drive, climb } = climbing({ rate: 0.005 });
    expect(climb.interval).toBeCloseTo(200);
    expect(drive.waitFor(climb)).toBeCloseTo(200);
  });

  test("grows by a quarter with each request, where those are far apart", () => {
    const { drive, climb } = climbing({ rate: 0.001 });
    drive.sendWhenDue(climb);
    expect(drive.now).toBe(2_000);
    expect(climb.interval).toBeCloseTo(800);
    // The distance to the next one was decided on before.
    drive.sendWhenDue(climb);
    expect(drive.now).toBe(3_000);
    expect(climb.interval).toBeCloseTo(640);
    expect(drive.waitFor(climb)).toBeCloseTo(800);
  });

  test("grows by a quarter in 100 ms, where they are close", () => {
    const { drive, climb } = climbing({ rate: 0.1 });
    drive.sendWhenDue(climb);
    // A tenth of a step: ten of them are a quarter.
    expect((10 / climb.interval) ** 10).toBeCloseTo(1.25, 6);
  });

  test("grows by a quarter in half a round trip, where that is longer", () => {
    const { drive, climb } = climbing({ rate: 0.01, roundTrip: 400 });
    drive.sendWhenDue(climb);
    expect((100 / climb.interval) ** 2).toBeCloseTo(1.25, 6);
  });

  test("grows by nothing, where it was not what the request had waited for", () => {
    const { drive, climb } = climbing({ rate: 0.005 });
    drive.now = 1_220.5;
    drive.send(climb);
    expect(climb.interval).toBe(200);
    drive.now = climb.dueAt() + 20;
    drive.send(climb);
    expect(climb.interval).toBeLessThan(200);
  });

  test("gets back what was taken for a request that is excused", () => {
    const { drive, climb } = climbing({ rate: 0.005 });
    drive.now = 1_300;
    drive.send(climb);
    drive.send(climb);
    expect(climb.interval).toBeCloseTo(160);
    expect(drive.waitFor(climb)).toBeCloseTo(180 + 200);
    climb.excused();
    // A step back: the request may have been refused for the pace after all.
    expect(climb.interval).toBeCloseTo(200);
    expect(drive.waitFor(climb)).toBeCloseTo(180 + 200 - 200);
    climb.excused();
    climb.excused();
    expect(drive.waitFor(climb)).toBe(0);
  });
});

describe("a climb", () => {
  test("is over when one of its own requests is refused, and not when one is served", () => {
    const drive = new Drive();
    const before = drive.traffic.issue(0, 0, 0);
    const climb = new ClimbStage(drive.traffic, new FlowMeter(drive.traffic), 0.01, 0);
    const own = drive.sendWhenDue(climb);
    expect(drive.refuse(climb, before)).toBe(false);
    expect(drive.serve(climb, drive.sendWhenDue(climb))).toBe(false);
    expect(drive.refuse(climb, own)).toBe(true);
  });

  test("knows whether one was served on the way", () => {
    const drive = new Drive();
    drive.servePast(5);
    const climb = new ClimbStage(drive.traffic, new FlowMeter(drive.traffic), 0.01, 0);
    expect(climb.hasServed).toBe(false);
    drive.refuse(climb, drive.sendWhenDue(climb));
    expect(climb.hasServed).toBe(false);
    drive.serve(climb, drive.sendWhenDue(climb));
    expect(climb.hasServed).toBe(true);
  });
});

interface Way {
  readonly rate: number;
  readonly held?: number;
  readonly served: number;
  readonly milliseconds: number;
  /** Of the request that is refused at the end: milliseconds between two at that time. */
  readonly interval?: number;
}

/** What a climb finds on a way. */
function foundOn({ rate, held = 0, served, milliseconds, interval = 1 / rate }: Way): number {
  const { drive, climb } = climbing({ rate, held });
  drive.servePast(served);
  drive.now += milliseconds;
  expect(drive.refuse(climb, drive.traffic.issue(drive.now, 0, interval))).toBe(true);
  return climb.found;
}

describe("the pace that a climb finds", () => {
  test("counts no time in which nobody asked for a request", () => {
    const { drive, climb } = climbing({ rate: 0.01 });
    drive.servePast(8);
    drive.now += 100 + 3_600_000;
    const late = drive.send(climb);
    drive.now += 900;
    expect(drive.refuse(climb, { ...late, at: drive.now })).toBe(true);
    // 3 % less than 8 a second.
    expect(climb.found).toBeCloseTo(0.00776, 10);
  });

  test("is what flowed in, if the bucket cannot have been full meanwhile", () => {
    // 3 % less than 8 a second; than 4 a second.
    expect(foundOn({ rate: 0.01, served: 8, milliseconds: 1_000 })).toBeCloseTo(0.00776, 10);
    expect(foundOn({ rate: 0.01, served: 8, milliseconds: 1_000, interval: 20 })).toBeCloseTo(0.00776, 10);
    expect(foundOn({ rate: 0.01, served: 20, milliseconds: 5_000, held: 5 })).toBeCloseTo(0.00388, 10);
  });

  test("is 0.9 of the last pace, where fewer than 3 were served", () => {
    expect(foundOn({ rate: 0.01, served: 2, milliseconds: 300 })).toBeCloseTo(0.009, 10);
  });

  test("comes from above, if more flowed in than was served and the bucket holds: half of the last pace all the time", () => {
    // 10 flowed in: with 10 served that is all of it, with 9 one has overflowed. 0.7 of 20 a second then.
    expect(foundOn({ rate: 0.02, served: 10, milliseconds: 1_000 })).toBeCloseTo(0.0097, 10);
    expect(foundOn({ rate: 0.02, served: 9, milliseconds: 1_000 })).toBeCloseTo(0.014, 10);
    // The bucket holds one: so has it none.
    expect(foundOn({ rate: 0.02, served: 9, milliseconds: 1_000, held: 1 })).toBeCloseTo(0.00873, 10);
    expect(foundOn({ rate: 0.02, served: 8, milliseconds: 1_000, held: 1 })).toBeCloseTo(0.014, 10);
  });

  test("is then 0.7 of the pace at which the refused request was let go, or what was measured, if that is more", () => {
    // 12.5 a second: 8.75 of them are less than 9 and a half, without 3 %.
    expect(foundOn({ rate: 0.02, served: 9, milliseconds: 1_000, interval: 80 })).toBeCloseTo(0.009215, 10);
    expect(foundOn({ rate: 0.02, served: 9, milliseconds: 1_000, interval: 40 })).toBeCloseTo(0.0175, 10);
  });

  test("is in the middle between that and what flowed in, where the bucket holds more than 8", () => {
    // The geometric one, of 14 and of 0.97 * 30 / 4.
    const way = { rate: 0.02, served: 30, milliseconds: 4_000 };
    expect(foundOn({ ...way, held: 9 })).toBeCloseTo(0.010092, 6);
    expect(foundOn({ ...way, held: 8 })).toBeCloseTo(0.014, 10);
  });
});
