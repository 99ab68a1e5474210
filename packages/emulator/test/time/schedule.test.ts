import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Schedule } from "../../src/time/schedule.js";

describe("Schedule", () => {
  test("runs everything once, in the order of time and then of adding, and nothing before its time", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 20 })),
        fc.array(fc.integer({ min: 0, max: 25 })),
        (times, stops) => {
          const schedule = new Schedule();
          const ran: (readonly [number, number])[] = [];
          for (const [index, dueMs] of times.entries()) {
            schedule.add(dueMs, (at) => ran.push([at, index]));
          }
          const order = times
            .map((dueMs, index) => [dueMs, index] as const)
            .toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
          let latest = -1;
          for (const now of stops) {
            schedule.run(now);
            latest = Math.max(latest, now);
            expect(ran).toEqual(order.filter(([dueMs]) => dueMs <= latest));
          }
        },
      ),
    );
  });

  test("runs what its own work makes due, and nothing when it was cleared", () => {
    const schedule = new Schedule();
    const ran: string[] = [];
    schedule.add(1, () => {
      ran.push("first");
      schedule.add(2, () => ran.push("second"));
      schedule.add(9, () => ran.push("later"));
    });
    schedule.run(5);
    expect(ran).toEqual(["first", "second"]);
    schedule.clear();
    schedule.run(10);
    expect(ran).toEqual(["first", "second"]);
  });
});
