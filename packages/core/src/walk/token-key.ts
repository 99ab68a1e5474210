import { excerpt } from "../errors/excerpt.js";
import { digest } from "./digest.js";

/**
 * Equal for tokens of equal structure, whatever the order of their members; different for all others.
 *
 * A token that is longer than the services of AWS write them is remembered by its digest, so that a walk's memory of
 * tokens stays small.
 *
 * @throws TypeError for a token that no resume token could hold as it is: anything but plain data.
 */
export function keyOf(token: unknown): string {
  const key = typeof token === "string" ? token : `\u0000${canonical(token, [])}`;
  return key.length <= LONGEST_KEY ? key : `\u0001${key.length}:${digest(key)}${digest(key, 1)}`;
}

const LONGEST_KEY = 1_024;

function canonical(value: unknown, around: readonly unknown[]): string {
  if (typeof value === "string") {
    return JSON.stringify(value);
  }
  if (typeof value !== "object" || value === null) {
    if (typeof value === "symbol" || typeof value === "function" || (typeof value === "number" && !isFinite(value))) {
      throw noData(value);
    }
    return `${typeof value}:${String(value)}`;
  }
  if (value instanceof Uint8Array) {
    return `bytes:${value.join(",")}`;
  }
  if (around.includes(value)) {
    throw new TypeError("the token refers to itself, so that it can neither be compared nor written down");
  }
  const inside = [...around, value];
  if (Array.isArray(value)) {
    return `[${value.map((item) => canonical(item, inside)).join(",")}]`;
  }
  if (!isPlain(value)) {
    throw noData(value);
  }
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member, inside)}`);
  return `{${members.join(",")}}`;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  // Of any realm: an object of a worker, or of a test's own context, has another Object.prototype.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function noData(value: unknown): TypeError {
  const what =
    typeof value === "object" && value !== null
      ? `an object of the class ${value.constructor?.name || "without a name"}`
      : typeof value === "function" || typeof value === "symbol"
        ? `a ${typeof value}`
        : excerpt(value);
  return new TypeError(
    `the token holds ${what}, so that it can neither be compared nor written down; a token is made of plain objects, ` +
      `arrays, strings, finite numbers, bigints, booleans and bytes`,
  );
}
