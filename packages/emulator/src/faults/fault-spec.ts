import type { ThrottleOptions } from "../time/throttle-options.js";
import type { JsonObject } from "../wire/json-object.js";
import type { Fault } from "./fault.js";

/**
 * A fault rule as plain data: which requests it is about, and what goes wrong with them. A request must match all its conditions.
 *
 * @example
 * ```ts
 * import { createEmulator, type FaultSpec } from "@rekognition-rx/emulator";
 *
 * const twiceThenFine: FaultSpec = { operation: "DescribeProjects", times: 2, fault: { type: "throttle" } };
 * const nowAndThen: FaultSpec = { probability: 0.1, seed: 7, fault: { type: "reset", when: "middle" } };
 *
 * const emulator = await createEmulator({ faults: [twiceThenFine, nowAndThen] });
 * await emulator.close();
 * ```
 */
export interface FaultSpec {
  /** The operations that the rule is about. @defaultValue all */
  readonly operation?: string | readonly string[] | undefined;
  /** The account of the caller: twelve digits. @defaultValue all */
  readonly accountId?: string | undefined;
  /** The region that the request is signed for. @defaultValue all */
  readonly region?: string | undefined;
  /**
   * The numbers of the requests, counted from 0 for each operation, account and region: one, several, or all from `from` to
   * `to`, both included. `every: 3` takes only every third of these, beginning with `from`.
   *
   * @defaultValue all
   */
  readonly requests?:
    | number
    | readonly number[]
    | { readonly from?: number | undefined; readonly to?: number | undefined; readonly every?: number | undefined }
    | undefined;
  /**
   * An outage: only the requests that come from the time `from` until before the time `until`, by the emulator's clock. Times
   * are milliseconds since the epoch, or ISO 8601 texts.
   *
   * @defaultValue at any time
   */
  readonly between?:
    | { readonly from?: number | string | undefined; readonly until?: number | string | undefined }
    | undefined;
  /**
   * A poisoned input: only the requests whose input has these members, with these values. In a value that is an object,
   * only the members that are named here are compared.
   *
   * @defaultValue any input
   */
  readonly input?: JsonObject | undefined;
  /** The share of the requests, from 0 to 1, chosen at random. @defaultValue 1 */
  readonly probability?: number | undefined;
  /** The seed of the random choice: the same seed chooses the same requests. @defaultValue 1 */
  readonly seed?: number | undefined;
  /** The most times that the rule gives a fault. @defaultValue no limit */
  readonly times?: number | undefined;
  /**
   * Only the requests above a rate: those that the rule's own token bucket, one for each operation, account and region, does
   * not let through.
   *
   * @defaultValue no bucket
   */
  readonly bucket?: ThrottleOptions | undefined;
  /** What goes wrong, each time. A rule has either this or a `script`. */
  readonly fault?: Fault | undefined;
  /** What goes wrong, one after the other; `null` is nothing. After the last, nothing goes wrong, unless `repeat` is set. */
  readonly script?: readonly (Fault | null)[] | undefined;
  /** Starts the script again at its end. @defaultValue false */
  readonly repeat?: boolean | undefined;
}
