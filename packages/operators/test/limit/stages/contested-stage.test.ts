import { describe, expect, test } from "vitest";
import { ContestedStage } from "../../../src/limit/stages/contested-stage.js";
import { Drive } from "../support/drive.js";

interface Contest {
  readonly drive: Drive;
  readonly stage: ContestedStage;
}

/** A quota of ten a second, of which two are sent at first. */
function contest({ rate = 0.002, minRate = 0.0001 } = {}): Contest {
  const drive = new Drive();
  drive.now = 1_000;
  // What was before does not count.
  drive.servePast(1_000);
  return { drive, stage: new ContestedStage(drive.traffic, { quota: 0.01, rate, minRate }) };
}

/** One is served, and the next is refused. */
function refuseHalf({ drive, stage }: Contest): boolean {
  const isOver = drive.serve(stage, drive.sendWhenDue(stage));
  drive.refuse(stage, drive.sendWhenDue(stage));
  return isOver === true;
}

describe("a contested quota", () => {
  test("is asked at the pace that was, and not at once", () => {
    const { drive, stage } = contest();
    expect(stage.interval).toBeCloseTo(500);
    expect(stage.isServing).toBe(true);
    expect(drive.waitFor(stage)).toBeGreaterThan(100);
    expect(drive.waitFor(stage)).toBeLessThanOrEqual(500);
  });

  test("is asked at the least rate at least", () => {
    expect(contest({ rate: 0.0001, minRate: 0.001 }).stage.interval).toBeCloseTo(1_000);
  });

  test("is asked at its whole rate at most", () => {
    const { stage } = contest({ rate: 0.02 });
    expect(stage.interval).toBe(100);
  });

  test("is not given up, though each second request is refused: some twentieth of it is served", () => {
    const here = contest();
    for (let i = 0; i < 90; i += 1) {
      expect(refuseHalf(here)).toBe(false);
    }
    const { traffic, now } = here.drive;
    expect((traffic.served - 1_000) / ((now - 1_000) * 0.01)).toBeGreaterThan(0.05);
  });

  test("is measured again after a hundred requests were served: what was served is the rate to go on with", () => {
    const here = contest();
    const overs = Array.from({ length: 101 }, () => refuseHalf(here));
    expect(overs.indexOf(true)).toBe(99);
    const { stage, drive } = contest();
    while (!refuseHalf({ stage, drive })) {
      // Until it is over.
    }
    expect(stage.found).toBeCloseTo(100 / (drive.now - 1_000), 6);
  });

  test("is measured again when nothing is given up any more: from all of it on", () => {
    const { drive, stage } = contest();
    let served = 1;
    while (drive.serve(stage, drive.sendWhenDue(stage)) !== true) {
      served += 1;
    }
    expect(served).toBeLessThan(30);
    expect(stage.found).toBe(0.01);
  });

  test("may be half as large again as it was taken for, if most requests were served", () => {
    const [most, few] = [contest(), contest()];
    most.drive.run(most.stage, 3);
    refuseHalf(most);
    expect(most.stage.mayBe).toBeCloseTo(0.015, 6);
    refuseHalf(few);
    expect(few.stage.mayBe).toBe(0.01);
  });

  test("is probed while everything is refused, and then asked again", () => {
    const { drive, stage } = contest();
    drive.run(stage, 1);
    drive.refuse(stage, drive.sendWhenDue(stage));
    drive.refuse(stage, drive.sendWhenDue(stage));
    expect(stage.isServing).toBe(false);
    const probe = drive.sendWhenDue(stage);
    expect(drive.waitFor(stage)).toBe(10_000);
    stage.dropped(probe);
    expect(stage.isServing).toBe(false);
    drive.run(stage, 1);
    expect(stage.isServing).toBe(true);
    // The pace that was good before.
    expect(stage.interval).toBeCloseTo(500);
  });

  test("gets the token of a request back that is excused", () => {
    const { drive, stage } = contest();
    const sent = drive.sendWhenDue(stage);
    const before = drive.waitFor(stage);
    stage.excused(sent);
    expect(drive.waitFor(stage)).toBeLessThan(before);
  });
});
