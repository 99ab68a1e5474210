import { describe, expect, test } from "vitest";
import { FlowMeter } from "../../../src/limit/stages/flow-meter.js";
import { PacedStage, type PacedStageOptions } from "../../../src/limit/stages/paced-stage.js";
import { Drive } from "../support/drive.js";

interface Pacing {
  readonly drive: Drive;
  readonly meter: FlowMeter;
  readonly paced: PacedStage;
}

interface Start extends Partial<PacedStageOptions> {
  readonly roundTrip?: number;
}

/** At 10 a second, if nothing else is said; chance takes nothing and adds nothing. */
function pacing({ roundTrip = 0, ...options }: Start = {}): Pacing {
  const drive = new Drive();
  drive.now = 1_000;
  drive.chance = 0.5;
  drive.traffic.roundTrip = roundTrip;
  const meter = new FlowMeter(drive.traffic);
  const paced = new PacedStage(drive.traffic, meter, { rate: 0.01, minRate: 0.0001, isSure: true, ...options });
  return { drive, meter, paced };
}

/** Requests a second, now. */
const paceOf = (paced: PacedStage): number => 1_000 / paced.interval;

describe("a paced stage begins", () => {
  test("with its rate, after a pause for a token and the jitter of what is under way", () => {
    const { drive, paced } = pacing({ roundTrip: 400 });
    expect(paceOf(paced)).toBe(10);
    expect(drive.waitFor(paced)).toBeCloseTo(100 + 140);
  });

  test("with the least rate, if its own is less", () => {
    const { drive, paced } = pacing({ rate: 0.001, minRate: 0.005 });
    expect(paceOf(paced)).toBe(5);
    expect(drive.waitFor(paced)).toBeCloseTo(200);
  });

  test("an interval later and with 4 requests under way, where it comes back", () => {
    const { drive, paced } = pacing({ fallback: 0.005, roundTrip: 400 });
    expect(paceOf(paced)).toBe(10);
    expect(drive.waitFor(paced)).toBeCloseTo(100);
    const sent = [1, 2, 3, 4].map(() => drive.sendWhenDue(paced));
    expect(drive.now).toBeCloseTo(1_400);
    expect(drive.waitFor(paced)).toBeCloseTo(1_700);
    for (const request of sent) {
      drive.serve(paced, request);
    }
    expect(drive.waitFor(paced)).toBeCloseTo(100);
  });

  test("without a limit to what is under way, where it does not", () => {
    const { drive, paced } = pacing();
    for (let i = 0; i < 10; i += 1) {
      drive.sendWhenDue(paced);
    }
    expect(drive.now).toBeCloseTo(2_000);
    expect(drive.waitFor(paced)).toBeCloseTo(100);
  });

  test("a limit that grows beyond what the pace needs, and then is none", () => {
    // One under way: twice of it and 4 more are 6.
    const { drive, paced } = pacing({ fallback: 0.005, roundTrip: 100 });
    const sent = [1, 2, 3, 4].map(() => drive.sendWhenDue(paced));
    expect(drive.waitFor(paced)).toBeCloseTo(1_700);
    for (const request of sent) {
      drive.serve(paced, { ...request, at: drive.now - 100 });
    }
    for (let i = 0; i < 10; i += 1) {
      drive.sendWhenDue(paced);
    }
    expect(drive.waitFor(paced)).toBeCloseTo(100);
  });
});

describe("the pace of a paced stage", () => {
  test("is held for 6 s, and then pressed by 5 % a second", () => {
    const { drive, paced } = pacing();
    drive.run(paced, 60);
    expect(paceOf(paced)).toBeCloseTo(10);
    drive.run(paced, 1);
    expect((paceOf(paced) / 10) ** 10).toBeCloseTo(1.05, 6);
    drive.run(paced, 65);
    expect(paceOf(paced)).toBeGreaterThan(13);
  });

  test("is held for a quarter of that, if it was guessed", () => {
    const { drive, paced } = pacing({ isSure: false });
    drive.run(paced, 15);
    expect(paceOf(paced)).toBeCloseTo(10);
    drive.run(paced, 1);
    expect((paceOf(paced) / 10) ** 10).toBeCloseTo(1.05, 6);
  });

  test("is pressed by 5 % each four requests, where those take longer than a second", () => {
    const { drive, paced } = pacing({ rate: 0.001, isSure: false });
    drive.run(paced, 7);
    expect(paceOf(paced)).toBeCloseTo(1);
    drive.run(paced, 1);
    expect(paceOf(paced) ** 4).toBeCloseTo(1.05, 6);
  });

  test("is not pressed by requests that did not wait for it", () => {
    const { drive, paced } = pacing();
    for (let i = 0; i < 100; i += 1) {
      drive.now = Math.max(drive.now, paced.dueAt()) + 21;
      drive.serve(paced, drive.send(paced));
    }
    expect(paceOf(paced)).toBe(10);
  });

  test("gets back what was taken for a request that is excused", () => {
    const { drive, paced } = pacing();
    drive.sendWhenDue(paced);
    drive.now -= 50;
    expect(drive.waitFor(paced)).toBeCloseTo(150);
    paced.excused();
    expect(drive.waitFor(paced)).toBeCloseTo(50);
    paced.excused();
    expect(drive.waitFor(paced)).toBe(0);
  });
});

describe("when a request of a paced stage is refused", () => {
  test("it slows down to 0.9, if nothing is known of what flowed in, and pauses", () => {
    const { drive, paced } = pacing({ roundTrip: 0 });
    drive.run(paced, 1);
    expect(drive.refuse(paced, drive.sendWhenDue(paced))).toBe(false);
    expect(paceOf(paced)).toBeCloseTo(9);
    expect(drive.waitFor(paced)).toBeCloseTo(1_000 / 9);
  });

  test("it goes on at what flowed in since the quota was used up before", () => {
    const { drive, meter, paced } = pacing();
    meter.empty();
    drive.refuseAfter(paced, () => {
      drive.servePast(8);
      drive.now = 2_000;
    });
    expect(paceOf(paced)).toBeCloseTo(7.76);
    drive.refuseAfter(paced, () => {
      drive.servePast(9);
      drive.now = 4_000;
    });
    expect(paceOf(paced)).toBeCloseTo(4.365);
  });

  test("the pause is longer for what is under way", () => {
    const { drive, meter, paced } = pacing();
    meter.empty();
    drive.servePast(20);
    const request = drive.send(paced);
    drive.now = 3_000;
    drive.traffic.roundTrip = 400;
    paced.refused(request);
    // 9.3 a second, of which 3.72 are under way.
    expect(paceOf(paced)).toBeCloseTo(9.3);
    expect(drive.waitFor(paced)).toBeCloseTo(107.53 + 145.17, 1);
  });

  test.each([
    { served: 8, hold: 6_000 },
    { served: 7, hold: 1_500 },
  ])("the rate after $served requests is held for $hold ms", ({ served, hold }) => {
    const { drive, meter, paced } = pacing();
    meter.empty();
    drive.servePast(served);
    drive.now = 2_000;
    drive.refuse(paced, drive.send(paced));
    const { interval } = paced;
    const held = Math.ceil(hold / interval);
    drive.run(paced, held - 1);
    expect(paced.interval).toBe(interval);
    drive.run(paced, 1);
    expect(paced.interval).toBeLessThan(interval);
  });

  test("the pressure is off, and the hold begins anew", () => {
    const { drive, paced } = pacing();
    drive.run(paced, 61 + 30);
    expect(paceOf(paced)).toBeGreaterThan(11.5);
    drive.refuse(paced, drive.sendWhenDue(paced));
    expect(paceOf(paced)).toBeCloseTo(10.3);
    // It was a guess.
    drive.run(paced, 15);
    expect(paceOf(paced)).toBeCloseTo(10.3);
    drive.run(paced, 1);
    expect(paceOf(paced)).toBeGreaterThan(10.3);
  });

  test("it never goes below the least rate", () => {
    const { drive, paced } = pacing({ minRate: 0.0095 });
    drive.run(paced, 1);
    drive.refuse(paced, drive.sendWhenDue(paced));
    expect(paceOf(paced)).toBeCloseTo(9.5);
  });

  test("it slows down once for all that were sent before", () => {
    const { drive, paced } = pacing();
    drive.run(paced, 1);
    const together = [1, 2, 3, 4].map(() => drive.sendWhenDue(paced));
    for (const request of together) {
      expect(drive.refuse(paced, request)).toBe(false);
    }
    expect(paceOf(paced)).toBeCloseTo(9);
    drive.run(paced, 1);
    drive.refuse(paced, drive.sendWhenDue(paced));
    expect(paceOf(paced)).toBeCloseTo(8.1);
  });
});

describe("a paced stage is over", () => {
  test("when one is refused and none was served since the last collision, or the beginning", () => {
    const { drive, paced } = pacing();
    expect(drive.refuse(paced, drive.sendWhenDue(paced))).toBe(true);
    expect(paceOf(paced)).toBe(10);
    drive.run(paced, 1);
    expect(drive.refuse(paced, drive.sendWhenDue(paced))).toBe(false);
    expect(drive.refuse(paced, drive.sendWhenDue(paced))).toBe(true);
  });

  test("not when one is served", () => {
    const { drive, paced } = pacing();
    expect(drive.serve(paced, drive.sendWhenDue(paced))).toBe(false);
  });

  test("when five in a row are refused that were sent before, if its rate was held", () => {
    const { drive, paced } = pacing();
    drive.run(paced, 10);
    const together = [1, 2, 3, 4, 5, 6].map(() => drive.sendWhenDue(paced));
    expect(together.map((request) => drive.refuse(paced, request))).toEqual([false, false, false, false, true, true]);
  });

  test("but not so if it never was, for it may just be far too fast", () => {
    const { drive, paced } = pacing();
    drive.run(paced, 9);
    const together = [1, 2, 3, 4, 5, 6].map(() => drive.sendWhenDue(paced));
    expect(together.map((request) => drive.refuse(paced, request))).not.toContain(true);
    expect(drive.refuse(paced, drive.sendWhenDue(paced))).toBe(true);
  });
});

describe("the rate to come back at", () => {
  test("is the last at which 10 were served, or else the rate itself", () => {
    const { drive, paced } = pacing();
    expect(paced.lastGood).toBe(0.01);
    drive.run(paced, 9);
    drive.refuse(paced, drive.sendWhenDue(paced));
    expect(paced.lastGood).toBeCloseTo(0.009);
    drive.run(paced, 10);
    drive.refuse(paced, drive.sendWhenDue(paced));
    expect(paced.lastGood).toBeCloseTo(0.009);
    expect(paceOf(paced)).toBeLessThan(8.5);
    drive.run(paced, 9);
    expect(paced.lastGood).toBeCloseTo(0.009);
    drive.run(paced, 1);
    expect(paced.lastGood).toBeCloseTo(1 / paced.interval);
  });

  test("is what flowed in, if the pace leapt and the flow was measured", () => {
    const { drive, meter, paced } = pacing();
    drive.run(paced, 60 + 100);
    expect(paceOf(paced)).toBeGreaterThan(13);
    meter.empty();
    drive.refuseAfter(paced, () => {
      drive.servePast(10);
      drive.now += 2_000;
    });
    expect(paceOf(paced)).toBeCloseTo(10.3);
    expect(paced.lastGood).toBeCloseTo(0.00485);
  });
});

describe("a paced stage that came back", () => {
  test("falls back if the first request is refused, after an interval, and holds that as measured", () => {
    const { drive, paced } = pacing({ fallback: 0.005, roundTrip: 400 });
    expect(drive.refuse(paced, { ...drive.sendWhenDue(paced), at: drive.now - 400 })).toBe(false);
    expect(paceOf(paced)).toBe(5);
    expect(drive.waitFor(paced)).toBeCloseTo(200);
    drive.run(paced, 30);
    expect(paceOf(paced)).toBeCloseTo(5);
    drive.run(paced, 1);
    expect(paceOf(paced)).toBeGreaterThan(5);
  });

  test("falls back if the second is, too, and only slows down if the third is", () => {
    const second = pacing({ fallback: 0.005 });
    second.drive.run(second.paced, 1);
    second.drive.refuse(second.paced, second.drive.sendWhenDue(second.paced));
    expect(paceOf(second.paced)).toBe(5);
    const third = pacing({ fallback: 0.005 });
    third.drive.run(third.paced, 2);
    third.drive.refuse(third.paced, third.drive.sendWhenDue(third.paced));
    expect(paceOf(third.paced)).toBeCloseTo(9);
  });

  test("falls back once: the next refusal says that everything is refused", () => {
    const { drive, paced } = pacing({ fallback: 0.005 });
    drive.refuse(paced, drive.sendWhenDue(paced));
    expect(drive.refuse(paced, drive.sendWhenDue(paced))).toBe(true);
    expect(paceOf(paced)).toBe(5);
  });

  test("measures what flows in from there", () => {
    const { drive, paced } = pacing({ fallback: 0.005 });
    drive.refuse(paced, drive.sendWhenDue(paced));
    drive.refuseAfter(paced, () => {
      drive.servePast(8);
      drive.now += 2_000;
    });
    expect(paceOf(paced)).toBeCloseTo(3.88);
  });
});
