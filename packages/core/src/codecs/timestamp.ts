import type * as t from "io-ts";
import { leaf } from "./schema/leaf.js";

/**
 * A point in time, to the millisecond.
 *
 * It decodes:
 *
 * - a valid `Date`, as the SDK gives it, and keeps it as it is
 * - epoch seconds, as the wire carries them; a fraction is rounded to the millisecond, as in the SDK
 * - ISO 8601 with an offset, as `aws ... --output json` prints it
 * - a time as boto3 prints it (`2026-11-28 17:21:29.123000+00:00`)
 *
 * A time without an offset is invalid: it would mean another instant on another machine. Epoch seconds beyond the year
 * 9999 are invalid too: they are milliseconds by mistake. It encodes ISO 8601 in UTC.
 */
export type Timestamp = Date;

/** The io-ts codec of `Timestamp`. It decodes the forms that the type lists, and encodes ISO 8601 text in UTC. */
export const Timestamp: t.Type<Timestamp, string> = leaf({
  name: "Timestamp",
  expected: "a timestamp (a valid Date, epoch seconds, or ISO 8601 with an offset)",
  is: (value): value is Date => value instanceof Date && readDate(value) !== undefined,
  read: readTimestamp,
  encode: (date) => date.toISOString(),
});

/** Decodes without a report, for codecs of structures: `undefined` if the value is not a timestamp. Never throws. */
export function readTimestamp(value: unknown): Date | undefined {
  if (typeof value === "number") {
    return value <= END_OF_9999 ? fromMillis(Math.round(value * 1_000)) : undefined;
  }
  if (typeof value === "string") {
    return readIso(value);
  }
  return typeof value === "object" && value !== null ? readDate(value) : undefined;
}

function readDate(value: object): Date | undefined {
  try {
    // By the intrinsic: it distinguishes a real Date (of another realm too) from an object that only inherits from one.
    const millis = Date.prototype.getTime.call(value);
    if (Number.isNaN(millis)) {
      return undefined;
    }
    return value instanceof Date ? value : new Date(millis);
  } catch {
    return undefined;
  }
}

function fromMillis(millis: number): Date | undefined {
  // What a Date can hold. NaN fails both comparisons.
  return millis >= -8.64e15 && millis <= 8.64e15 ? new Date(millis) : undefined;
}

/** In seconds: 9999-12-31T23:59:59Z. */
const END_OF_9999 = 253_402_300_799;

const ISO =
  /^(\d{4}|[+-]\d{6})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(?:Z|([+-])(\d\d)(?::?([0-5]\d))?)$/;

function readIso(text: string): Date | undefined {
  const match = ISO.exec(text);
  if (match === null) {
    return undefined;
  }
  const [
    ,
    year,
    month,
    day,
    hour,
    minute,
    second = "00",
    fraction = "0",
    sign,
    offsetHours = "0",
    offsetMinutes = "0",
  ] = match;
  const written = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  const utc = new Date(written);
  // Date reads 30 February as 1 March, and 24:00 as the next day. Here a time that does not exist is invalid.
  if (Number.isNaN(utc.getTime()) || utc.toISOString() !== canonical(written)) {
    return undefined;
  }
  const offset = Number(offsetHours) * 60 + Number(offsetMinutes);
  if (offset > MOST_MINUTES) {
    return undefined;
  }
  const shift = offset * (sign === "-" ? -60_000 : 60_000);
  return fromMillis(utc.getTime() + Math.round(Number(`0.${fraction}`) * 1_000) - shift);
}

/** The largest offset from UTC of any place on earth. */
const MOST_MINUTES = 14 * 60;

/** `+002023-...` is 2023 too; `toISOString` writes the short form. */
function canonical(written: string): string {
  return /^\+00\d{4}-/.test(written) ? written.slice(3) : written;
}
