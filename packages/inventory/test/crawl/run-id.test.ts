import * as fc from "fast-check";
import { expect, test } from "vitest";
import { newRunId } from "../../src/crawl/run-id.js";

const anyTime = fc.integer({ min: Date.UTC(2020), max: Date.UTC(2099) });
const anyRandom = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

test("is a second and four digits", () => {
  expect(newRunId("2026-11-25T13:56:27.310Z", () => 0.5)).toBe("20261125T135627Z-4ed6");
  expect(newRunId("2026-11-25T13:56:27.999Z", () => 1 - 2 ** -53)).toBe("20261125T135627Z-fde7");
});

test("sorts by the start of its run, to the millisecond", () => {
  fc.assert(
    fc.property(anyTime, fc.integer({ min: 1, max: 100_000 }), anyRandom, anyRandom, (time, later, one, other) => {
      const [first, second] = [
        newRunId(new Date(time).toISOString(), () => one),
        newRunId(new Date(time + later).toISOString(), () => other),
      ];
      expect(first < second).toBe(true);
    }),
    // Once, parts of a second that were no whole number a millisecond let it end as the next began.
    { examples: [[1_577_836_800_000, 1, 0.9918212890625, 0]] },
  );
});

test("is another one for most runs of the same millisecond", () => {
  const at = "2026-11-25T13:56:27.310Z";
  expect(new Set(Array.from({ length: 1_000 }, () => newRunId(at))).size).toBeGreaterThan(60);
});
