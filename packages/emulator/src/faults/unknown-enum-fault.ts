import { isJsonObject, type JsonObject } from "../wire/json-object.js";
import { faultKind, type FaultKind } from "./fault-kind.js";
import { optional, text } from "./taking.js";
import { withOutput } from "./with-output.js";

/** Every member of the answer with the name `member` gets a value that no service model knows. */
export interface UnknownEnumFault {
  readonly type: "unknown-enum";
  /** The name of the members that get another value. @defaultValue `"Status"` */
  readonly member?: string | undefined;
  /** The value that they get. @defaultValue `"SOMETHING_NEW"` */
  readonly value?: string | undefined;
}

export const unknownEnumFault: FaultKind<UnknownEnumFault> = faultKind({
  type: "unknown-enum",
  summary:
    "the answer with `value` (default `SOMETHING_NEW`), which no service model knows, in every member that is called `member` (default `Status`)",
  takes: { member: optional(text), value: optional(text) },
  apply: ({ member = "Status", value = "SOMETHING_NEW" }, { work }) =>
    withOutput(work(), (output) =>
      eachObject(output, (each) => (member in each ? { ...each, [member]: value } : each)),
    ),
});

/** Changes an object and all the objects inside it. */
function eachObject(object: JsonObject, change: (each: JsonObject) => JsonObject): JsonObject {
  const inside = (value: unknown): unknown => {
    if (Array.isArray(value)) {
      return value.map(inside);
    }
    return isJsonObject(value) ? eachObject(value, change) : value;
  };
  return change(Object.fromEntries(Object.entries(object).map(([name, value]) => [name, inside(value)])));
}
