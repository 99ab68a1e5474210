import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { KeptStage } from "../../../src/limit/stages/kept-stage.js";
import type { Sent } from "../../../src/limit/traffic.js";
import { Drive } from "../support/drive.js";

interface Keeping {
  readonly drive: Drive;
  readonly kept: KeptStage;
}

/** Ten a second, one at once, if nothing else is said. Chance adds nothing. */
function keeping({ interval = 100, burst = 1, roundTrip = 0 } = {}): Keeping {
  const drive = new Drive();
  drive.now = 1_000;
  drive.traffic.roundTrip = roundTrip;
  return { drive, kept: new KeptStage(drive.traffic, interval, burst) };
}

/** The share of its rate that a stage of an interval of 100 ms has kept. */
const shareOf = (kept: KeptStage): number => 100 / kept.interval;

/** Milliseconds until so many tokens have flowed in from a share on: the whole rate comes back within 20 s. */
const timeOf = (tokens: number, share: number): number =>
  20_000 * (Math.sqrt(share ** 2 + (2 * 100 * tokens) / 20_000) - share);

/** The share after so many collisions, each of a request that is sent after one was served. */
function collide({ drive, kept }: Keeping, times: number): number {
  for (let i = 0; i < times; i += 1) {
    drive.run(kept, 1);
    drive.refuse(kept, drive.sendWhenDue(kept));
  }
  return shareOf(kept);
}

describe("the bucket of a kept stage", () => {
  test("is full at first, and gets a token each interval", () => {
    const { drive, kept } = keeping({ burst: 3 });
    expect(kept.interval).toBe(100);
    const waits = [1, 2, 3, 4, 5].map(() => {
      const wait = drive.waitFor(kept);
      drive.sendWhenDue(kept);
      return wait;
    });
    expect(waits.map(Math.round)).toEqual([0, 0, 0, 100, 100]);
    drive.now += 60;
    expect(drive.waitFor(kept)).toBeCloseTo(40);
  });

  test("holds its burst and no more, however long nobody asks", () => {
    const { drive, kept } = keeping({ burst: 2 });
    drive.now = 1_000_000;
    drive.send(kept);
    drive.send(kept);
    expect(drive.waitFor(kept)).toBeCloseTo(100);
  });

  test("loses nothing to the sum of fractions", () => {
    const { drive, kept } = keeping({ interval: 1_000 / 3 });
    drive.send(kept);
    for (let i = 0; i < 100; i += 1) {
      drive.now += 1_000 / 300;
      kept.dueAt();
    }
    expect(drive.waitFor(kept)).toBe(0);
  });

  test("takes a late timer for a part of the random delay: it adds up to the later of the two, and never to less", () => {
    const lateness = fc.double({ min: 0, max: 20, noNaN: true });
    const chance = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(lateness, chance), { minLength: 1, maxLength: 20 }), (timers) => {
        const { drive, kept } = keeping();
        drive.send(kept);
        let drawn = 0;
        for (const [late, next] of timers) {
          const before = drive.now;
          drive.now = kept.dueAt() + late;
          // Never before the token is there, and never later than the interval, the delay that was drawn, and the timer.
          expect(drive.now - before).toBeGreaterThanOrEqual(100 + late - 1e-6);
          expect(drive.now - before).toBeLessThanOrEqual(100 + drawn + late + 1e-6);
          drive.chance = next;
          drive.send(kept);
          drawn = Math.max(0, 4 * next - late);
          expect(drive.waitFor(kept)).toBeCloseTo(100 + drawn);
        }
      }),
    );
  });

  test("keeps 4 % of an interval below the rate at most, by chance, while nobody else is known of", () => {
    const { drive, kept } = keeping();
    drive.chance = 1;
    drive.send(kept);
    expect(drive.waitFor(kept)).toBeCloseTo(104);
    drive.chance = 0.5;
    drive.sendWhenDue(kept);
    expect(drive.waitFor(kept)).toBeCloseTo(102);
  });

  test("keeps 25 % below, while others spend the same quota", () => {
    const { drive, kept } = keeping();
    drive.chance = 0;
    drive.refuse(kept, drive.send(kept));
    expect(kept.interval).toBeCloseTo(100 / 0.9);
    drive.now = kept.dueAt();
    drive.chance = 1;
    drive.send(kept);
    expect(drive.waitFor(kept)).toBeCloseTo(timeOf(1.25, shareOf(kept)));
  });

  test("gets a token back for a request that is excused, up to its burst", () => {
    const { drive, kept } = keeping({ burst: 2 });
    const both = [drive.send(kept), drive.send(kept)];
    for (const sent of both) {
      kept.excused(sent);
    }
    expect(drive.waitFor(kept)).toBe(0);
    drive.send(kept);
    drive.send(kept);
    expect(drive.waitFor(kept)).toBeCloseTo(100);
  });

  test("gets none back where the bucket would have had no room for it meanwhile", () => {
    const { drive, kept } = keeping();
    const refused = drive.send(kept);
    // Full again, and spent.
    drive.now += 100;
    drive.serve(kept, drive.send(kept));
    drive.now += 50;
    kept.excused(refused);
    expect(drive.waitFor(kept)).toBeCloseTo(50);
  });

  test("gets as much of it back as there was room for", () => {
    const { drive, kept } = keeping({ burst: 2 });
    drive.serve(kept, drive.send(kept));
    const refused = drive.send(kept);
    // 1.7 in a bucket of 2, of which one is spent.
    drive.now += 170;
    drive.serve(kept, drive.send(kept));
    kept.excused(refused);
    // 0.7 and 0.3.
    expect(drive.waitFor(kept)).toBeCloseTo(0);
    drive.send(kept);
    expect(drive.waitFor(kept)).toBeCloseTo(100);
  });

  test("lets at most rate x t + burst go of those that are not refused, whichever are, and whenever that is reported", () => {
    const requests = fc.array(fc.record({ gap: fc.nat(300), isRefused: fc.boolean(), took: fc.nat(500) }), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(requests, fc.integer({ min: 1, max: 4 }), (asked, burst) => {
        const { drive, kept } = keeping({ burst });
        const refusals: { readonly at: number; readonly sent: Sent }[] = [];
        const counted: number[] = [];
        const letGo = (until: number): void => {
          for (;;) {
            const next = refusals.toSorted((a, b) => a.at - b.at)[0];
            if (next === undefined || next.at > until) {
              return;
            }
            drive.now = Math.max(drive.now, next.at);
            refusals.splice(refusals.indexOf(next), 1);
            kept.excused(next.sent);
          }
        };
        for (const { gap, isRefused, took } of asked) {
          const wanted = drive.now + gap;
          letGo(wanted);
          drive.now = wanted;
          while (kept.dueAt() > drive.now) {
            const due = kept.dueAt();
            letGo(due);
            drive.now = Math.max(drive.now, Math.min(due, kept.dueAt()));
          }
          const sent = drive.send(kept);
          if (isRefused) {
            refusals.push({ at: drive.now + took, sent });
          } else {
            counted.push(drive.now);
          }
        }
        const tooMany = counted.flatMap((since, from) =>
          counted.slice(from).filter((until, more) => more + 1 > (until - since) / 100 + burst + 1e-6),
        );
        expect(tooMany).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test("gets none back for a request that had no permit", () => {
    const { drive, kept } = keeping();
    const sent = drive.send(kept);
    kept.excused({ ...sent, number: sent.number + 1 });
    expect(drive.waitFor(kept)).toBeCloseTo(100);
    kept.excused(sent);
    expect(drive.waitFor(kept)).toBe(0);
  });

  test("lets at most rate x t + burst go, if nothing is refused", () => {
    const gaps = fc.array(fc.nat(400), { maxLength: 40 });
    fc.assert(
      fc.property(
        gaps,
        fc.integer({ min: 1, max: 10 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (asked, burst, chance) => {
          const { drive, kept } = keeping({ burst });
          drive.chance = chance;
          for (const gap of asked) {
            drive.now += gap;
            drive.serve(kept, drive.sendWhenDue(kept));
          }
          expect(asked.length).toBeLessThanOrEqual((drive.now - 1_000) / 100 + burst + 1e-6);
        },
      ),
    );
  });
});

describe("what a kept stage yields", () => {
  test("is a tenth at the first collision, which is one though nothing was served, and half at each that follows", () => {
    const { drive, kept } = keeping();
    expect(drive.refuse(kept, drive.send(kept))).toBe(false);
    expect(shareOf(kept)).toBeCloseTo(0.9);
    drive.run(kept, 1);
    const sent = drive.sendWhenDue(kept);
    const share = shareOf(kept);
    expect(drive.refuse(kept, sent)).toBe(false);
    expect(shareOf(kept)).toBeCloseTo(share * 0.5, 6);
  });

  test("is a tenth at the first of all, whenever that is: one that ran ahead by milliseconds says nothing of others", () => {
    const { drive, kept } = keeping();
    drive.run(kept, 9);
    drive.refuse(kept, drive.sendWhenDue(kept));
    expect(shareOf(kept)).toBeCloseTo(0.9);
    drive.run(kept, 1);
    const sent = drive.sendWhenDue(kept);
    const share = shareOf(kept);
    expect(share).toBeGreaterThan(0.95);
    drive.refuse(kept, sent);
    expect(shareOf(kept)).toBeCloseTo(share * 0.5, 6);
    drive.run(kept, 50);
    drive.refuse(kept, drive.sendWhenDue(kept));
    expect(shareOf(kept)).toBeCloseTo(0.5);
  });

  test("comes back at once when it is taken back, to what it was, and not below what came back by itself", () => {
    const { drive, kept } = keeping();
    drive.run(kept, 1);
    const takeBack = kept.remember();
    collide({ drive, kept }, 3);
    expect(shareOf(kept)).toBeLessThan(0.5);
    takeBack();
    expect(shareOf(kept)).toBe(1);
    collide({ drive, kept }, 3);
    const later = kept.remember();
    const share = shareOf(kept);
    drive.run(kept, 2);
    later();
    expect(shareOf(kept)).toBeGreaterThan(share);
  });

  test("is nothing for requests that were sent before", () => {
    const { drive, kept } = keeping({ burst: 4 });
    const together = [1, 2, 3, 4].map(() => drive.send(kept));
    expect(together.map((sent) => drive.refuse(kept, sent))).toEqual([false, false, false, false]);
    expect(shareOf(kept)).toBeCloseTo(0.9);
  });

  test("comes back by 0.05 of the rate with each request that is served, and no further than all of it", () => {
    const { drive, kept } = keeping();
    const share = collide({ drive, kept }, 2);
    expect(share).toBeLessThan(0.5);
    const shares = Array.from({ length: 13 }, () => {
      drive.serve(kept, drive.send(kept));
      return shareOf(kept);
    });
    expect(shares[0]).toBeCloseTo(share + 0.05);
    expect(shares[8]).toBeCloseTo(share + 0.45);
    expect(shares.slice(11)).toEqual([1, 1]);
  });

  test("comes back with time as well: all of it within 20 s, and within 60 intervals where they are longer", () => {
    for (const [interval, within] of [
      [100, 20_000],
      [1_000, 60_000],
    ] as const) {
      const { drive, kept } = keeping({ interval });
      collide({ drive, kept }, 2);
      const share = interval / kept.interval;
      expect(share).toBeLessThan(0.5);
      drive.now += within / 4;
      kept.dueAt();
      expect(interval / kept.interval).toBeCloseTo(share + 0.25);
      drive.now += within;
      kept.dueAt();
      expect(kept.interval).toBe(interval);
      expect(kept.isWhole).toBe(true);
    }
  });

  test("is counted in what flows in, however often the stage is asked: the next is due when its token is there", () => {
    const share = fc.double({ min: 0.001, max: 1, noNaN: true });
    const asked = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 10 });
    fc.assert(
      fc.property(share, fc.double({ min: 1, max: 5_000, noNaN: true }), asked, (first, interval, moments) => {
        const { drive } = keeping();
        const kept = new KeptStage(drive.traffic, interval, 1, { share: first });
        const other = new KeptStage(drive.traffic, interval, 1, { share: first });
        drive.send(kept);
        other.issued(drive.traffic.issue(drive.now, 0, 0));
        const due = kept.dueAt();
        for (const moment of moments.toSorted((a, b) => a - b)) {
          drive.now = 1_000 + moment * (due - 1_000);
          expect(other.dueAt()).toBeCloseTo(due, 3);
        }
        drive.now = due;
        expect(kept.dueAt()).toBeLessThanOrEqual(due + 1e-3);
      }),
    );
  });

  test("leaves it a part of its rate beside programs that do not yield, though each second request is refused", () => {
    const { drive, kept } = keeping();
    // Each second request is refused, at any pace.
    for (let i = 0; i < 400; i += 1) {
      drive.run(kept, 1);
      drive.refuse(kept, drive.sendWhenDue(kept));
    }
    expect(drive.traffic.served / ((drive.now - 1_000) / 100)).toBeGreaterThan(0.05);
  });

  test("comes back by 0.15 of what is left, where that is less", () => {
    const { drive, kept } = keeping();
    const share = collide({ drive, kept }, 5);
    expect(share).toBeLessThan(0.3);
    drive.serve(kept, drive.send(kept));
    expect(shareOf(kept)).toBeCloseTo(share * 1.15, 6);
  });

  test("is never so much that requests are further apart than 10 s", () => {
    for (const interval of [100, 5_000]) {
      const { drive, kept } = keeping({ interval });
      for (let i = 0; i < 50; i += 1) {
        drive.serve(kept, drive.send(kept));
        drive.refuse(kept, drive.send(kept));
      }
      expect(kept.interval).toBeCloseTo(10_000);
    }
  });

  test("is nothing where the rate itself is slower", () => {
    const { drive, kept } = keeping({ interval: 20_000 });
    drive.refuse(kept, drive.send(kept));
    expect(kept.interval).toBe(20_000);
  });

  test("takes what is in the bucket with it: the next goes about an interval later", () => {
    const { drive, kept } = keeping({ burst: 10 });
    drive.refuse(kept, drive.send(kept));
    // Nine tenths of a token are missing, at nine tenths of the rate.
    expect(drive.waitFor(kept)).toBeCloseTo(timeOf(0.9, 0.9));
  });

  test("leaves an empty bucket empty", () => {
    const { drive, kept } = keeping({ burst: 3 });
    drive.send(kept);
    drive.send(kept);
    drive.send(kept);
    // It had no permit, and gives no token back.
    kept.refused({ number: 4, at: drive.now, joinedAt: drive.now, refusals: 0, interval: 100 });
    expect(drive.waitFor(kept)).toBeCloseTo(timeOf(1, 0.9));
  });
});

describe("a kept stage is over", () => {
  test("when one is refused and none was served since the last collision", () => {
    const { drive, kept } = keeping();
    expect(drive.refuse(kept, drive.send(kept))).toBe(false);
    expect(drive.refuse(kept, drive.sendWhenDue(kept))).toBe(true);
    expect(shareOf(kept)).toBeCloseTo(0.9);
  });

  test("when five in a row are refused that were sent before", () => {
    const { drive, kept } = keeping({ burst: 6 });
    const together = [1, 2, 3, 4, 5, 6].map(() => drive.send(kept));
    expect(together.map((sent) => drive.refuse(kept, sent))).toEqual([false, false, false, false, true, true]);
  });

  test("not when one is served", () => {
    const { drive, kept } = keeping();
    expect(drive.serve(kept, drive.send(kept))).toBe(false);
  });
});

describe("a kept stage that comes back", () => {
  test("has the share that was good, and goes an interval later", () => {
    const { drive, kept } = keeping({ burst: 5 });
    expect(collide({ drive, kept }, 3)).toBeLessThan(0.4);
    kept.comeBack();
    expect(shareOf(kept)).toBe(1);
    expect(drive.waitFor(kept)).toBeCloseTo(100);
  });

  test.each([
    { served: 9, isGood: false },
    { served: 10, isGood: true },
  ])("takes a share for good after 10 served, and not before: $served", ({ served, isGood }) => {
    const { drive, kept } = keeping();
    collide({ drive, kept }, 3);
    drive.run(kept, served);
    const share = isGood ? shareOf(kept) : 1;
    expect(shareOf(kept)).toBeLessThan(0.9);
    drive.refuse(kept, drive.sendWhenDue(kept));
    kept.comeBack();
    expect(shareOf(kept)).toBeCloseTo(share);
  });

  test("lets 4 requests be under way, and more with each that is served, until the pace needs no more", () => {
    // One under way at all of the rate: twice of it and 4 more are 6.
    const { drive, kept } = keeping({ roundTrip: 100 });
    kept.comeBack();
    const sent = [1, 2, 3, 4].map(() => drive.sendWhenDue(kept));
    expect(drive.waitFor(kept)).toBeCloseTo(1_700);
    for (const request of sent.slice(0, 3)) {
      drive.serve(kept, { ...request, at: drive.now - 100 });
    }
    for (let i = 0; i < 20; i += 1) {
      drive.sendWhenDue(kept);
    }
    expect(drive.waitFor(kept)).toBeCloseTo(100);
  });

  test("lets 6 be under way after two were served", () => {
    const { drive, kept } = keeping({ roundTrip: 100 });
    kept.comeBack();
    for (let i = 0; i < 2; i += 1) {
      const sent = drive.sendWhenDue(kept);
      drive.serve(kept, { ...sent, at: drive.now - 100 });
    }
    for (let i = 0; i < 6; i += 1) {
      expect(drive.waitFor(kept)).toBeLessThan(101);
      drive.sendWhenDue(kept);
    }
    expect(drive.waitFor(kept)).toBeCloseTo(1_500);
  });

  test("is on trial for two requests: one that is refused brings it to 0.4, and that is good", () => {
    for (const served of [0, 1]) {
      const { drive, kept } = keeping();
      kept.comeBack();
      drive.run(kept, served);
      expect(drive.refuse(kept, drive.sendWhenDue(kept))).toBe(false);
      expect(shareOf(kept)).toBeCloseTo(0.4);
      collide({ drive, kept }, 1);
      kept.comeBack();
      expect(shareOf(kept)).toBeCloseTo(0.4);
    }
  });

  test("only yields what it always does after two", () => {
    const { drive, kept } = keeping();
    kept.comeBack();
    drive.run(kept, 2);
    drive.refuse(kept, drive.sendWhenDue(kept));
    expect(shareOf(kept)).toBeCloseTo(0.9);
  });

  test("is on trial once: it is over when the next one is refused, too", () => {
    const { drive, kept } = keeping();
    kept.comeBack();
    drive.refuse(kept, drive.sendWhenDue(kept));
    expect(drive.refuse(kept, drive.sendWhenDue(kept))).toBe(true);
    expect(shareOf(kept)).toBeCloseTo(0.4);
  });

  test("was not on trial before", () => {
    const { drive, kept } = keeping();
    drive.run(kept, 1);
    drive.refuse(kept, drive.sendWhenDue(kept));
    expect(shareOf(kept)).toBeCloseTo(0.9);
  });
});
