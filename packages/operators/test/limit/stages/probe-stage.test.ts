import { describe, expect, test } from "vitest";
import { ProbeStage } from "../../../src/limit/stages/probe-stage.js";
import { Drive } from "../support/drive.js";

describe("a probe", () => {
  test("lets one request go at a time, at distances that double up to 3 s, until one is served", () => {
    const drive = new Drive();
    const straggler = drive.traffic.issue(0, 0, 50);
    const probe = new ProbeStage(drive.traffic, 250);
    expect(probe.interval).toBe(3_000);
    const distances: number[] = [];
    for (let i = 0; i < 6; i += 1) {
      distances.push(drive.waitFor(probe));
      const sent = drive.sendWhenDue(probe);
      expect(drive.waitFor(probe)).toBe(10_000);
      // What was sent before is no probe, whatever became of it.
      expect(probe.served(straggler)).toBe(false);
      expect(probe.refused(straggler)).toBe(false);
      drive.now += 20;
      expect(drive.refuse(probe, sent)).toBe(false);
    }
    expect(distances).toEqual([250, 500, 1_000, 2_000, 3_000, 3_000]);
    expect(drive.serve(probe, drive.sendWhenDue(probe))).toBe(true);
  });

  test("waits for a shorter distance at most, if that is asked for, and never for more than 3 s", () => {
    const drive = new Drive();
    const short = new ProbeStage(drive.traffic, 250, 200);
    expect(short.interval).toBe(200);
    expect(drive.waitFor(short)).toBe(200);
    drive.refuse(short, drive.sendWhenDue(short));
    expect(drive.waitFor(short)).toBe(200);
    const long = new ProbeStage(drive.traffic, 9_000, 10_000);
    expect(long.interval).toBe(3_000);
    expect(drive.waitFor(long)).toBe(3_000);
  });

  test("does not come closer where something else kept it away for longer, and is not kept away for ever by that", () => {
    const drive = new Drive();
    const probe = new ProbeStage(drive.traffic, 250);
    // A bucket had no token before; then nobody came for a minute.
    for (const [away, next] of [
      [300, 500],
      [1_100, 1_100],
      [60_000, 2_750],
    ] as const) {
      drive.now += away;
      drive.refuse(probe, drive.send(probe));
      expect(drive.waitFor(probe)).toBe(next);
    }
  });

  test("takes up to 12 % off a distance by chance", () => {
    const drive = new Drive();
    drive.chance = 1;
    const probe = new ProbeStage(drive.traffic, 250);
    expect(drive.waitFor(probe)).toBeCloseTo(220);
    drive.chance = 0.5;
    drive.refuse(probe, drive.sendWhenDue(probe));
    expect(drive.waitFor(probe)).toBeCloseTo(470);
  });

  test("waits for one round trip and a half first, until nothing else is under way", () => {
    const drive = new Drive();
    drive.traffic.roundTrip = 200;
    expect(drive.waitFor(new ProbeStage(drive.traffic, 250))).toBe(300);
    expect(drive.waitFor(new ProbeStage(drive.traffic, 310))).toBe(310);
  });

  test("lets another go at once when its request is dropped", () => {
    const drive = new Drive();
    const straggler = drive.traffic.issue(0, 0, 50);
    const probe = new ProbeStage(drive.traffic, 250);
    const sent = drive.sendWhenDue(probe);
    drive.now += 20;
    probe.dropped(straggler);
    expect(drive.waitFor(probe)).toBe(9_980);
    probe.dropped(sent);
    expect(drive.waitFor(probe)).toBe(-20);
  });
});
