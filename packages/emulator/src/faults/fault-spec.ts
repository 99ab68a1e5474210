import type { ThrottleOptions } from "../time/throttle-options.js";
import type { JsonObject } from "../wire/json-object.js";
import type { Fault } from "./fault.js";

/**
 * A rule as plain data: which requests, and what goes wrong with them. Every member narrows it down.
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
  /** The operations that it is about. @defaultValue all */
  readonly operation?: string | readonly string[] | undefined;
  readonly accountId?: string | undefined;
  readonly region?: string | undefined;
  /**
   * The numbers of the requests, from 0, among those of one operation, account and region: one, several, or all from
   * `from` to `to`, both included, of which `every` takes each so-manieth.
   *
   * @defaultValue all
   */
  readonly requests?:
    | number
    | readonly number[]
    | { readonly from?: number | undefined; readonly to?: number | undefined; readonly every?: number | undefined }
    | undefined;
  /**
   * An outage: only the requests that come from one time until another, by the emulator's clock, in milliseconds since
   * the epoch or as an ISO 8601 text.
   *
   * @defaultValue at any time
   */
  readonly between?:
    | { readonly from?: number | string | undefined; readonly until?: number | string | undefined }
    | undefined;
  /**
   * A poisoned input: only the requests whose input has these members, with these values. Of a member that is an
   * object, the members that are named here count.
   *
   * @defaultValue any input
   */
  readonly input?: JsonObject | undefined;
  /** The share of the requests, from 0 to 1, chosen at random. @defaultValue 1 */
  readonly probability?: number | undefined;
  /** Of the choice at random: the same seed chooses the same requests. @defaultValue 1 */
  readonly seed?: number | undefined;
  /** How often it strikes at most. @defaultValue no end */
  readonly times?: number | undefined;
  /**
   * Strikes only what goes over a rate: those that a token bucket of this rule's own, for each operation, account and
   * region, does not let through.
   *
   * @defaultValue no bucket
   */
  readonly bucket?: ThrottleOptions | undefined;
  /** What goes wrong, each time. */
  readonly fault?: Fault | undefined;
  /** What goes wrong, one after the other; `null` is nothing. After the last, nothing does, unless `repeat` is set. */
  readonly script?: readonly (Fault | null)[] | undefined;
  /** Starts the script again at its end. @defaultValue false */
  readonly repeat?: boolean | undefined;
}
