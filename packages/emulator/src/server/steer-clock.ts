import type { JsonObject } from "../wire/json-object.js";
import { firstViolation } from "../seed/first-violation.js";
import type { JsonSchema } from "../seed/json-schema.js";
import { seedSchema } from "../seed/seed-schema.js";
import type { SteeredClock } from "../time/steered-clock.js";

/**
 * Changes a clock as the control endpoint was asked to: first `set`, then `advance`, then `stopped`.
 *
 * @throws TypeError that names the member; RangeError for a time that is not valid
 */
export function steerClock(clock: SteeredClock, change: JsonObject): JsonObject {
  const violation = firstViolation(schema, change);
  if (violation !== undefined) {
    throw new TypeError(`${violation.path} ${violation.problem}`);
  }
  const { set, advance, stopped } = change as {
    readonly set?: number | string;
    readonly advance?: number;
    readonly stopped?: boolean;
  };
  if (set !== undefined) {
    clock.set(typeof set === "string" ? Date.parse(set) : set);
  }
  if (advance !== undefined) {
    clock.advance(advance);
  }
  if (stopped === true) {
    clock.stop();
  }
  if (stopped === false) {
    clock.go();
  }
  return { now: clock.now(), stopped: clock.isStopped };
}

const schema: JsonSchema = {
  $defs: seedSchema().$defs ?? {},
  type: "object",
  properties: {
    set: { anyOf: [{ type: "number" }, { $ref: "#/$defs/time" }] },
    advance: { type: "number", minimum: 0 },
    stopped: { type: "boolean" },
  },
  additionalProperties: false,
};
