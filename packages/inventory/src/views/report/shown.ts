import { hoursBetween } from "../../cost/hours-between.js";
import { count } from "../../text/count.js";
import type { Range } from "../../cost/running-cost.js";

// How figures are written in a report.

/** `2026-11-25 13:56 UTC` */
export function time(iso: string | null): string {
  return iso === null ? "" : `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}

/** `2026-11-25` */
export function day(iso: string | null): string {
  return iso === null ? "" : iso.slice(0, 10);
}

/** `$2,920`; cents where they matter. */
export function money(usd: number): string {
  const digits = usd > 0 && usd < 10 ? 2 : 0;
  return usd.toLocaleString("en-US", {
    style: "currency",
    currency: "USD",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** `$4.60`; more decimals if the price has more. */
export function priceOf(usd: number): string {
  const cents = usd.toFixed(2);
  // Not `Number.isInteger(usd * 100)`: 4.6 * 100 is 459.99999999999994.
  return `$${Number(cents) === usd ? cents : usd}`;
}

/** `$2,920`, or `$2,920 to $5,840`. */
export function moneyRange({ least, most }: Range): string {
  return least === most ? money(least) : `${money(least)} to ${money(most)}`;
}

/** `1`, or `1 to 3`. */
export function unitsRange({ least, most }: Range): string {
  return least === most ? String(least) : `${least} to ${most}`;
}

/** `2.5 hours` */
export function hoursOf(hours: number): string {
  return count(Math.round(hours * 10) / 10, "hour");
}

/** From one time to another: `5 hours`, `12 days`. */
export function age(from: string, to: string): string {
  const hours = Math.max(0, Math.floor(hoursBetween(from, to)));
  const [number, unit] = hours < 48 ? [hours, "hour"] : [Math.floor(hours / 24), "day"];
  return `${number.toLocaleString("en-US")} ${unit}${number === 1 ? "" : "s"}`;
}
