import { isJsonObject, type JsonObject } from "../wire/json-object.js";
import { faultKind, type FaultKind } from "./fault-kind.js";
import { anything, optional, place } from "./taking.js";
import { withOutput } from "./with-output.js";

/** One item of a page is malformed, the others are not. An answer without a list, or with too short a list, is not changed. */
export interface MalformedItemFault {
  readonly type: "malformed-item";
  /** The place of the item on the page, from 0. @defaultValue 0 */
  readonly index?: number | undefined;
  /** What is put in its place. @defaultValue the item with invalid ARNs, or the first half of an item that is a text */
  readonly value?: unknown;
}

export const malformedItemFault: FaultKind<MalformedItemFault> = faultKind({
  type: "malformed-item",
  summary:
    "a good page with one malformed item, at `index` (default 0): `value`, or by default the item with invalid ARNs, or the first half of a dataset's line",
  takes: { index: optional(place), value: optional(anything) },
  apply: ({ index = 0, value }, { work }) => withOutput(work(), (output) => withItem(output, index, value)),
});

function withItem(output: JsonObject, index: number, value: unknown): JsonObject {
  const members = Object.entries(output).map(([name, list]): readonly [string, unknown] => [
    name,
    Array.isArray(list) && index < list.length
      ? list.with(index, value === undefined ? malformed(list[index]) : value)
      : list,
  ]);
  return Object.fromEntries(members);
}

function malformed(item: unknown): unknown {
  if (typeof item === "string") {
    return item.slice(0, Math.ceil(item.length / 2));
  }
  if (!isJsonObject(item)) {
    return null;
  }
  return Object.fromEntries(
    Object.entries(item).map(([name, member]) => [name, name.endsWith("Arn") ? "malformed" : member]),
  );
}
