import { describe, expect, test } from "vitest";
import { OpenStage } from "../../../src/limit/stages/open-stage.js";
import type { Sent } from "../../../src/limit/traffic.js";
import { Drive } from "../support/drive.js";

interface Opening {
  readonly drive: Drive;
  readonly open: OpenStage;
}

function opening(window: number): Opening {
  const drive = new Drive();
  drive.now = 1_000;
  return { drive, open: new OpenStage(drive.traffic, window) };
}

/** Lets as many go as may. */
function fill({ drive, open }: Opening): readonly Sent[] {
  const sent: Sent[] = [];
  while (open.dueAt() <= drive.now) {
    sent.push(drive.send(open));
  }
  return sent;
}

/** A round that takes so long: as many as may, and all are served. @returns how many. */
function round({ drive, open }: Opening, milliseconds: number): number {
  const sent = fill({ drive, open });
  drive.now += milliseconds;
  for (const request of sent) {
    expect(drive.serve(open, request)).toBe(false);
  }
  return sent.length;
}

describe("an open stage", () => {
  test("lets a few requests be under way, and others as soon as those are overdue", () => {
    const { drive, open } = opening(3);
    expect(open.interval).toBe(0);
    for (let i = 0; i < 3; i += 1) {
      expect(open.dueAt()).toBe(Number.NEGATIVE_INFINITY);
      drive.now += 1;
      drive.send(open);
    }
    expect(open.dueAt()).toBe(3_001);
    drive.now = 3_002;
    expect(fill({ drive, open })).toHaveLength(2);
    expect(open.dueAt()).toBe(3_003);
  });

  test("lets four tenths more be each round", () => {
    const here = opening(4);
    expect([1, 2, 3, 4, 5].map(() => round(here, 200))).toEqual([4, 5, 8, 11, 16]);
  });

  test("lets no more be, where not all of the window was used", () => {
    const { drive, open } = opening(4);
    for (let i = 0; i < 5; i += 1) {
      drive.run(open, 1);
      drive.now += 200;
    }
    expect(round({ drive, open }, 200)).toBe(4);
    for (let i = 0; i < 5; i += 1) {
      drive.run(open, 1);
      drive.now += 200;
    }
    expect(round({ drive, open }, 200)).toBe(5);
    expect(round({ drive, open }, 200)).toBe(8);
  });

  test("takes 100 ms for a round, where answers are faster", () => {
    const here = opening(4);
    expect(round(here, 2)).toBe(4);
    expect(round(here, 49)).toBe(5);
    expect(round(here, 50)).toBe(5);
    // 99 ms after the first that was served; and then 100.
    here.drive.now += 1;
    expect(round(here, 0)).toBe(5);
    expect(round(here, 0)).toBe(8);
  });

  test("takes as long as a request is under way, where that is longer", () => {
    const here = opening(4);
    here.drive.traffic.roundTrip = 300;
    expect(round(here, 300)).toBe(4);
    expect(round(here, 299)).toBe(5);
    here.drive.traffic.roundTrip = 300;
    expect(round(here, 1)).toBe(5);
    expect(round(here, 1)).toBe(8);
  });

  test("is over at the second refusal", () => {
    const { drive, open } = opening(5);
    const [first, second] = [drive.send(open), drive.send(open)];
    expect(drive.refuse(open, first)).toBe(false);
    expect(drive.serve(open, drive.send(open))).toBe(false);
    expect(drive.refuse(open, second)).toBe(true);
  });

  test("lets nobody go after a refusal until what is under way is answered, and one at a time then", () => {
    const { drive, open } = opening(5);
    const [first, second] = [drive.send(open), drive.send(open)];
    drive.refuse(open, first);
    expect(open.dueAt()).toBe(3_000);
    drive.traffic.end(second);
    expect(open.dueAt()).toBe(Number.NEGATIVE_INFINITY);
    drive.send(open);
    expect(open.dueAt()).toBe(3_000);
    drive.serve(open, second);
    expect(open.dueAt()).toBe(Number.NEGATIVE_INFINITY);
  });
});

test("an open stage whose refusals are taken back lets others go at once, whatever is under way, and stands two more", () => {
  const { drive, open } = opening(3);
  const [first] = [drive.send(open), drive.send(open)];
  expect(drive.refuse(open, first)).toBe(false);
  expect(open.dueAt()).toBeGreaterThan(drive.now);
  open.takeBack();
  expect(open.dueAt()).toBe(Number.NEGATIVE_INFINITY);
  expect(drive.refuse(open, drive.send(open))).toBe(false);
  expect(drive.refuse(open, drive.send(open))).toBe(true);
});
