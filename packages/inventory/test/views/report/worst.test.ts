import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Worst } from "../../../src/views/report/worst.js";

function compare([a]: readonly [number, number], [b]: readonly [number, number]): number {
  return b - a;
}

test("keeps the first of all in their order, equal ones as they came, and counts the others", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(9), fc.nat())), fc.integer({ min: 1, max: 12 }), (items, limit) => {
      const worst = new Worst<readonly [number, number]>(limit, compare);
      items.forEach((item) => worst.add(item));
      expect(worst.items).toEqual(items.toSorted(compare).slice(0, limit));
      expect(worst.count).toBe(items.length);
    }),
  );
});
