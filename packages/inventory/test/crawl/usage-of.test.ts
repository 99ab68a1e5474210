import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type MetricPoint, metricWindow, usageOf } from "../../src/crawl/operations/usage-of.js";
import { versionArn } from "../support/steps.js";

const HOUR = 3_600_000;
const MINUTE = 60_000;
const ARN = versionArn("a", "1");
const NOW = Date.UTC(2026, 10, 25, 13, 56);
const LONG_AGO = { createdMs: 0, nowMs: NOW };

/** Values of hours in a row, that of this hour first; `null` is an hour without one. */
function pointsOf(values: readonly (number | null)[], nowMs = NOW): readonly MetricPoint[] {
  const thisHour = Math.floor(nowMs / HOUR) * HOUR;
  return values.flatMap((Value, at) => (Value === null ? [] : [{ Timestamp: new Date(thisHour - at * HOUR), Value }]));
}

const anyValues = fc.array(fc.constantFrom(null, 0, 1, 2, 2.5), { maxLength: 12 });
const anyNow = fc.integer({ min: NOW, max: NOW + HOUR - 1 });

describe("usageOf", () => {
  test("says since when a model is in service at most an hour too early, and its unit hours at most an hour too many", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3_000 }),
        fc.integer({ min: 1, max: 5 }),
        fc.option(fc.integer({ min: 120, max: 300 }), { nil: undefined }),
        anyNow,
        (minutes, units, stoppedFor, nowMs) => {
          const from = nowMs - minutes * MINUTE;
          const before = stoppedFor === undefined ? [] : [{ from: 0, until: from - stoppedFor * MINUTE, units: 9 }];
          const points = measured([...before, { from, until: nowMs, units }], nowMs);
          const { inServiceSince, unitsInService, unitHours } = usageOf(ARN, points, { createdMs: 0, nowMs });
          const since = Date.parse(inServiceSince ?? "");
          expect(since).toBeLessThanOrEqual(from);
          expect(since).toBeGreaterThan(from - HOUR);
          expect(unitsInService).toBeCloseTo(units);
          const exact = (units * minutes) / 60;
          expect(unitHours).toBeGreaterThanOrEqual(exact - 1e-6);
          expect(unitHours).toBeLessThan(exact + units);
        },
      ),
    );
  });

  test("is of the last hours in a row that have units, up to this one or the one before", () => {
    fc.assert(
      fc.property(anyValues, anyNow, (values, nowMs) => {
        const usage = usageOf(ARN, pointsOf(values, nowMs), { createdMs: 0, nowMs });
        const latest = values[0] === null || values[0] === undefined ? 1 : 0;
        expect(usage.unitsInService).toBe(values[latest] ?? null);
        expect([usage.inServiceSince === null, usage.unitHours === null]).toEqual([
          isOut(values[latest]),
          isOut(values[latest]),
        ]);
        if (usage.inServiceSince === null) {
          return;
        }
        const first = (Math.floor(nowMs / HOUR) * HOUR - Date.parse(usage.inServiceSince)) / HOUR;
        const [inARow, before] = [values.slice(latest, first + 1), values[first + 1]];
        uphold(!inARow.some(isOut), `not in service in one of ${fc.stringify(inARow)}`);
        uphold(isOut(before), `in service before: ${before}`);
      }),
    );
  });

  test("does not depend on the order of the values", () => {
    fc.assert(
      fc.property(
        anyValues.chain((values) => {
          const points = pointsOf(values);
          return fc.tuple(
            fc.constant(points),
            fc.shuffledSubarray([...points], { minLength: points.length, maxLength: points.length }),
          );
        }),
        ([points, shuffled]) => {
          expect(usageOf(ARN, shuffled, LONG_AGO)).toEqual(usageOf(ARN, points, LONG_AGO));
        },
      ),
    );
  });

  test.each([
    ["no values", [], [null, null, null]],
    ["a value of an hour that is over, and none since", [null, null, 1], [null, null, null]],
    ["this hour not measured yet", [null, 2, 2], ["2026-11-25T11:00:00.000Z", 2, 4]],
    ["this hour under way", [2, 2], ["2026-11-25T12:00:00.000Z", 2, 2 + (2 * 56) / 60]],
    ["units that went up", [3, 1], ["2026-11-25T12:00:00.000Z", 3, 1 + (3 * 56) / 60]],
    ["nothing in service, as CloudWatch says", [0, 1], [null, 0, null]],
    ["a stop of an hour without a value", [1, null, 1], ["2026-11-25T13:00:00.000Z", 1, 56 / 60]],
  ])("of %s", (_, values, expected) => {
    const { inServiceSince, unitsInService, unitHours } = usageOf(ARN, pointsOf(values), LONG_AGO);
    expect([inServiceSince, unitsInService, unitHours]).toEqual(expected);
  });

  test("is never from before the version was created", () => {
    const createdMs = NOW - 90 * MINUTE;
    expect(usageOf(ARN, pointsOf([1, 1]), { createdMs, nowMs: NOW })).toEqual({
      _tag: "Usage",
      versionArn: ARN,
      inServiceSince: new Date(createdMs).toISOString(),
      unitsInService: 1,
      unitHours: 1.5,
    });
  });
});

describe("metricWindow", () => {
  test("of a model that has run for longer than CloudWatch knows begins with an hour, and not with the time of the run", () => {
    const { start, ...window } = metricWindow(NOW - 500 * 24 * HOUR, NOW);
    const hours = Math.ceil((NOW - start.getTime()) / HOUR);
    const { inServiceSince } = usageOf(ARN, pointsOf(Array.from({ length: hours }, () => 1)), window);
    expect(inServiceSince).toBe(start.toISOString());
    expect(inServiceSince).toBe("2025-08-27T13:00:00.000Z");
  });

  test("has whole hours, from the one of the creation to this one, and no more than CloudWatch keeps", () => {
    fc.assert(
      fc.property(fc.option(fc.integer({ min: 0, max: 2 * NOW }), { nil: undefined }), anyNow, (createdMs, nowMs) => {
        const { start, end } = metricWindow(createdMs, nowMs);
        expect([start.getTime() % HOUR, end.getTime() % HOUR]).toEqual([0, 0]);
        expect(start.getTime()).toBeLessThan(end.getTime());
        expect(end.getTime()).toBeGreaterThan(nowMs);
        expect(end.getTime() - nowMs).toBeLessThanOrEqual(HOUR);
        const oldest = nowMs - 455 * 24 * HOUR;
        const wanted = Math.min(Math.max(createdMs ?? oldest, oldest), nowMs);
        expect(start.getTime()).toBeLessThanOrEqual(wanted);
        expect(start.getTime()).toBeGreaterThan(wanted - HOUR);
      }),
    );
  });
});

/** No units in an hour, or nothing known of it. */
function isOut(value: number | null | undefined): boolean {
  return (value ?? 0) === 0;
}

function uphold(holds: boolean, broken: string): void {
  if (!holds) {
    throw new Error(broken);
  }
}

interface Service {
  readonly from: number;
  readonly until: number;
  readonly units: number;
}

/** What CloudWatch has of services: each minute in service is a sample, and a value is the average of an hour's samples. */
function measured(services: readonly Service[], nowMs: number): readonly MetricPoint[] {
  const samples = new Map<number, number[]>();
  for (const { from, until, units } of services) {
    for (let at = Math.max(from, nowMs - 60 * HOUR); at < until; at += MINUTE) {
      const hour = Math.floor(at / HOUR);
      samples.set(hour, [...(samples.get(hour) ?? []), units]);
    }
  }
  return Array.from(samples, ([hour, values]) => ({
    Timestamp: new Date(hour * HOUR),
    Value: values.reduce((sum, value) => sum + value, 0) / values.length,
  }));
}
