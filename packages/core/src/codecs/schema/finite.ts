import type * as t from "io-ts";
import { leaf } from "./leaf.js";

/** A number that JSON can carry. `-0` becomes `0`, as it does on its way through JSON. */
export const finite: t.Type<number> = leaf({
  name: "number",
  expected: "a finite number",
  is: isFinite,
  read: (value) => (isFinite(value) ? value + 0 : undefined),
  encode: (value) => value,
});

function isFinite(value: unknown): value is number {
  return Number.isFinite(value);
}
