import type { FaultSpec } from "../faults/fault-spec.js";
import type { JsonObject } from "../protocol/json-object.js";

/** What the control endpoints do, over HTTP and in code alike. */
export interface Control {
  health(): JsonObject;
  state(entries: boolean): JsonObject;
  requests(): JsonObject;
  reset(): void;
  /** The time afterwards. @throws RangeError or TypeError */
  steerClock(change: JsonObject): JsonObject;
  /** @throws TypeError */
  setFaults(specs: readonly FaultSpec[]): void;
  /** Everything that was there makes way for it. @throws TypeError */
  seed(json: unknown): void;
}
