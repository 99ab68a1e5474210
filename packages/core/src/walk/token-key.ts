import { excerpt } from "../errors/excerpt.js";
import { tokenFault } from "../errors/token-fault.js";
import { digest } from "./digest.js";

/**
 * A text to compare tokens by: equal for tokens with equal members, in whatever order, and different for all others.
 *
 * For a token that is longer than those of AWS's services, the text holds only its digest, so that a walk's memory of
 * tokens stays small.
 *
 * @throws TypeError for a token that is not plain data: a resume token could not hold it unchanged.
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
    throw tokenFault("the token refers to itself, so it cannot be compared or written as text");
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
  // Plain in any realm: an object of a worker, or of a test's own context, has another Object.prototype.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function noData(value: unknown): TypeError {
  const what =
    typeof value === "object" && value !== null
      ? `an object of the class ${value.constructor?.name || "without a name"}`
      : typeof value === "function" || typeof value === "symbol"
        ? `a ${typeof value}`
        : excerpt(value);
  return tokenFault(
    `the token holds ${what}, so it cannot be compared or written as text; a token is made of plain objects, ` +
      `arrays, strings, finite numbers, bigints, booleans and bytes`,
  );
}
