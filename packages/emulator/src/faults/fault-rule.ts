import type { JsonObject } from "../wire/json-object.js";
import type { Fault } from "./fault.js";

/**
 * Decides what goes wrong with a request; `undefined` means nothing.
 *
 * Several rules are asked in turn, until one gives a fault other than `latency`; latencies add up.
 * A rule may keep a state of its own: it is asked at most once for each request.
 *
 * @example
 * ```ts
 * import { createEmulator, type FaultRule } from "@rekognition-rx/emulator";
 *
 * const everyThird: FaultRule = ({ index }) => (index % 3 === 2 ? { type: "throttle" } : undefined);
 * const slow: FaultRule = () => ({ type: "latency", ms: 20 });
 *
 * const emulator = await createEmulator({ faults: [slow, everyThird] });
 * await emulator.close();
 * ```
 */
export type FaultRule = (request: FaultRequest) => Fault | undefined;

/** What a {@link FaultRule} knows of a request. */
export interface FaultRequest {
  /** The operation, as AWS names it: `DescribeProjects`. */
  readonly operation: string;
  /** How many earlier requests there were for this operation, account and region: 0 for the first. */
  readonly index: number;
  /** The parsed body; `undefined` if it is not a JSON object. */
  readonly input: JsonObject | undefined;
  /** The account of the caller: twelve digits. */
  readonly accountId: string;
  /** The region that the request is signed for. */
  readonly region: string;
  readonly accessKeyId: string;
  /** When the request came, in milliseconds since the epoch, by the emulator's clock. */
  readonly time: number;
}
