import * as fc from "fast-check";
import { isLeft, isRight, right } from "fp-ts/lib/Either.js";
import { describe, expect, it } from "vitest";
import { Timestamp } from "../../src/codecs/timestamp.js";

const millisOf = (value: unknown): number | "invalid" => {
  const decoded = Timestamp.decode(value);
  return isRight(decoded) ? decoded.right.getTime() : "invalid";
};

const instant = fc.date({ noInvalidDate: true });

describe("Timestamp", () => {
  it("keeps a Date as it is", () => {
    const date = new Date(1_700_000_000_123);
    expect(Timestamp.decode(date)).toStrictEqual(right(date));
    expect(millisOf(new (class extends Date {})(5))).toBe(5);
  });

  it("takes a Date of another prototype for a Date, and an object that only inherits from one for none", () => {
    const foreign: unknown = Object.setPrototypeOf(new Date(7), { foreign: true });
    expect(Timestamp.decode(foreign)).toStrictEqual(right(new Date(7)));
    expect(millisOf(Object.create(Date.prototype))).toBe("invalid");
  });

  it.each([
    [1_700_000_000, 1_700_000_000_000],
    [1_700_000_000.123, 1_700_000_000_123],
    [1_700_000_000.1236, 1_700_000_000_124],
    [0, 0],
    [-1.5, -1_500],
    [253_402_300_799, 253_402_300_799_000],
    ["2023-01-01 02:00:00.123000+02:00", Date.UTC(2023, 0, 1, 0, 0, 0, 123)],
    ["2023-01-01 00:00:00+00:00", Date.UTC(2023, 0, 1)],
    ["2023-01-01T14:00:00+14:00", Date.UTC(2023, 0, 1)],
    ["2022-12-31T10:00:00-14:00", Date.UTC(2023, 0, 1)],
    ["2023-01-01T00:00:00.123000+00:00", Date.UTC(2023, 0, 1, 0, 0, 0, 123)],
    ["2023-01-01T02:00:00+02:00", Date.UTC(2023, 0, 1)],
    ["2022-12-31T17:30:00-06:30", Date.UTC(2023, 0, 1)],
    ["2023-01-01T00:00:00Z", Date.UTC(2023, 0, 1)],
    ["2023-01-01T00:00Z", Date.UTC(2023, 0, 1)],
    ["2023-01-01T00:00:00+0000", Date.UTC(2023, 0, 1)],
    ["2023-01-01T01:00:00+01", Date.UTC(2023, 0, 1)],
    ["2024-02-29T00:00:00Z", Date.UTC(2024, 1, 29)],
    ["2023-01-01T00:00:00.1236Z", Date.UTC(2023, 0, 1, 0, 0, 0, 124)],
    ["2023-12-31T23:59:59.9999Z", Date.UTC(2024, 0, 1)],
    ["+002023-01-01T00:00:00Z", Date.UTC(2023, 0, 1)],
    ["0001-01-01T00:00:00Z", -62_135_596_800_000],
    ["+275760-09-13T00:00:00.000Z", 8.64e15],
    ["-271821-04-20T00:00:00.000Z", -8.64e15],
  ])("decodes %j to the millisecond %d", (value, millis) => {
    expect(millisOf(value)).toBe(millis);
  });

  it.each([
    [new Date(Number.NaN)],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [253_402_300_799.001],
    [1_700_000_000_000],
    [-8.64e12 - 1],
    ["2023-01-01 00:00:00"],
    ["2023-01-01  00:00:00+00:00"],
    ["2023-01-01T00:00:00+14:01"],
    ["2023-01-01T00:00:00-15:00"],
    ["2023-01-01T00:00:00+99:00"],
    ["yesterday"],
    [""],
    ["1700000000"],
    ["2023-01-01"],
    ["2023-01-01T00:00:00"],
    ["2023-02-29T00:00:00Z"],
    ["2023-13-01T00:00:00Z"],
    ["2023-01-01T24:00:00Z"],
    ["2023-01-01T00:60:00Z"],
    ["2023-01-01T00:00:00+01:60"],
    ["2023-01-01T00:00:00Z\n"],
    ["-000000-01-01T00:00:00Z"],
    ["+275760-09-13T00:00:00.001Z"],
    [true],
    [1n],
    [null],
    [undefined],
    [{}],
    [[]],
  ])("refuses %o", (value) => {
    expect(isLeft(Timestamp.decode(value))).toBe(true);
  });

  it("is a Date that is a point in time, of this realm", () => {
    expect(Timestamp.is(new Date(0))).toBe(true);
    expect(Timestamp.is(new Date(Number.NaN))).toBe(false);
    expect(Timestamp.is(Object.setPrototypeOf(new Date(7), { foreign: true }))).toBe(false);
    expect(Timestamp.is(0)).toBe(false);
  });

  it("decodes every instant from what it encodes it to", () => {
    fc.assert(
      fc.property(instant, (date) => {
        expect(Timestamp.decode(Timestamp.encode(date))).toStrictEqual(right(date));
      }),
    );
  });

  it("decodes every instant to the year 9999 from its seconds", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e15, max: 253_402_300_799_000 }), (millis) => {
        expect(millisOf(millis / 1_000)).toBe(millis);
      }),
      { numRuns: 1_000 },
    );
  });

  it("decodes an instant to the same wherever it was written", () => {
    const offset = fc.integer({ min: -14 * 60, max: 14 * 60 });
    const recent = fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true });
    fc.assert(
      fc.property(recent, offset, (date, minutes) => {
        const local = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, -1);
        const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
        const zone = `${minutes < 0 ? "-" : "+"}${String(hours).padStart(2, "0")}:${String(rest).padStart(2, "0")}`;
        expect(millisOf(`${local}${zone}`)).toBe(date.getTime());
      }),
    );
  });

  it("refuses every other string", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(isLeft(Timestamp.decode(text))).toBe(true);
      }),
    );
  });
});
