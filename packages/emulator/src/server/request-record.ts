import type { Fault } from "../faults/fault.js";
import type { JsonObject } from "../wire/json-object.js";

/** A request to the emulator, and what it was answered. */
export interface RequestRecord {
  /** The operation, as AWS names it; `undefined` if the request named none. */
  readonly operation: string | undefined;
  /** When the request came, in milliseconds since the epoch, by the emulator's clock. */
  readonly time: number;
  /** The parsed body; `undefined` if it is not a JSON object. */
  readonly input: JsonObject | undefined;
  /** `undefined` until the credentials are accepted. */
  readonly accountId: string | undefined;
  /** `undefined` until the credentials are accepted. */
  readonly region: string | undefined;
  /** The HTTP status of the answer; `undefined` until there is one, and if there never is one. */
  readonly status: number | undefined;
  /** The name of the error (`__type` in JSON): `ThrottlingException`. `undefined` if the answer is not an error. */
  readonly errorType: string | undefined;
  /** The fault that the request met. A latency does not count as one. */
  readonly fault: Fault["type"] | undefined;
  /** Milliseconds that the answer is late: the latency of the emulator and of fault rules together. */
  readonly latency: number;
}
