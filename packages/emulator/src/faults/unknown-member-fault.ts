import { isJsonObject, type JsonObject } from "../wire/json-object.js";
import { faultKind, type FaultKind } from "./fault-kind.js";
import { anything, optional, text } from "./taking.js";
import { withOutput } from "./with-output.js";

/** The output, and each item in its lists, gets a member that no service model knows. */
export interface UnknownMemberFault {
  readonly type: "unknown-member";
  /** The name of the new member. @defaultValue `"SomethingNew"` */
  readonly name?: string | undefined;
  /** The value of the new member. @defaultValue `{ Since: 2027 }` */
  readonly value?: unknown;
}

export const unknownMemberFault: FaultKind<UnknownMemberFault> = faultKind({
  type: "unknown-member",
  summary:
    "the answer with a member `name` (default `SomethingNew`), which no service model knows, in the output and in each of its items",
  takes: { name: optional(text), value: optional(anything) },
  apply: ({ name = "SomethingNew", value = { Since: 2027 } }, { work }) =>
    withOutput(work(), (output) => withMember(output, name, value)),
});

/** Adds a member to an output and to the objects in its lists. */
function withMember(output: JsonObject, name: string, value: unknown): JsonObject {
  const members = Object.entries(output).map(([each, list]): readonly [string, unknown] => [
    each,
    Array.isArray(list) ? list.map((item: unknown) => (isJsonObject(item) ? { ...item, [name]: value } : item)) : list,
  ]);
  return { ...Object.fromEntries(members), [name]: value };
}
