import type { EmulatorOptions } from "./emulator-options.js";
import type { JsonObject } from "../wire/json-object.js";
import type { RequestRecord } from "./request-record.js";
import type { EmulatedProjects } from "./emulated-projects.js";
import type { ReplacedSeed } from "./replaced-seed.js";
import type { ThrottleOptions } from "../time/throttle-options.js";

/** A running emulator. */
export interface Emulator {
  /** The endpoint: `http://127.0.0.1:49152`. */
  readonly url: string;
  readonly port: number;
  /** The journal, oldest request first, as it stands now. Still readable when the emulator is closed. */
  readonly requests: readonly RequestRecord[];
  /** Empties the journal. Fault rules go on counting. */
  clearRequests(): void;
  /**
   * The projects of an account in a region.
   *
   * @param here - without an account, 111122223333; without a region, us-east-1
   */
  projects(here?: { readonly accountId?: string | undefined; readonly region?: string | undefined }): EmulatedProjects;
  /** The emulator's time, in milliseconds since the epoch. */
  now(): number;
  /** Puts the emulator's clock forward by so many milliseconds: statuses move on. @throws RangeError */
  advance(ms: number): void;
  /**
   * Everything that it holds, in the form of a seed file, and the time.
   *
   * @param what - with `entries: false`, datasets have the number of their entries instead of the entries
   */
  state(what?: { readonly entries?: boolean | undefined }): JsonObject;
  /**
   * Puts other accounts in the place of everything that it holds. Manifests come on top; credentials, if there are any,
   * are the good ones from now on.
   *
   * @throws TypeError
   */
  seed(seed: ReplacedSeed): void;
  /** Makes everything what it was at the start: accounts, clock, faults, throttle, latency, and an empty journal. */
  reset(): void;
  /** Another rate for all from now on, starting with full buckets; `undefined` lifts the limit. @throws RangeError */
  setThrottle(throttle: ThrottleOptions | undefined): void;
  /** Other faults from now on; `undefined` is none. The `index` that rules see goes on. */
  setFaults(faults: EmulatorOptions["faults"]): void;
  /** Milliseconds before each answer from now on. @throws RangeError */
  setLatency(ms: number): void;
  /** Stops at once: requests without an answer are cut off. A second call waits for the same end. */
  close(): Promise<void>;
  /** {@link Emulator.close}, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}
