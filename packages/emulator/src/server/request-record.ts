import type { Fault } from "../faults/fault.js";
import type { JsonObject } from "../wire/json-object.js";

/** What the emulator was asked, and what became of it. */
export interface RequestRecord {
  /** As AWS names it; `undefined` when the request named none. */
  readonly operation: string | undefined;
  /** When it came, in milliseconds since the epoch, by the emulator's clock. */
  readonly time: number;
  /** The parsed body; `undefined` if it is not a JSON object. */
  readonly input: JsonObject | undefined;
  /** `undefined` until the signature has been read. */
  readonly accountId: string | undefined;
  /** `undefined` until the signature has been read. */
  readonly region: string | undefined;
  /** HTTP status; `undefined` as long as there is no answer, and for good if there is none. */
  readonly status: number | undefined;
  /** The `__type` of an error: `ThrottlingException`. */
  readonly errorType: string | undefined;
  /** The fault that it met, latencies aside. */
  readonly fault: Fault["type"] | undefined;
  /** Milliseconds that its answer is late by, of its own latencies and the emulator's; 0 without any. */
  readonly latency: number;
}
