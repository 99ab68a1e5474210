import type { ReplacedSeed } from "./replaced-seed.js";
import type { EmulatorOptions } from "./emulator-options.js";
import type { JsonObject } from "../wire/json-object.js";
import type { RequestRecord } from "./request-record.js";
import type { EmulatedProjects } from "./emulated-projects.js";
import type { ThrottleOptions } from "../time/throttle-options.js";

/** A running emulator. */
export interface Emulator {
  /** The endpoint: `http://127.0.0.1:49152`. */
  readonly url: string;
  /** The port that it listens on. */
  readonly port: number;
  /** The journal as it is now, the oldest request first. It can still be read after the emulator is closed. */
  readonly requests: readonly RequestRecord[];
  /** Empties the journal. The counts of fault rules go on. */
  clearRequests(): void;
  /**
   * The projects of an account in a region.
   *
   * @param here - the account is 111122223333 if none is given, the region us-east-1
   */
  projects(here?: { readonly accountId?: string | undefined; readonly region?: string | undefined }): EmulatedProjects;
  /** The emulator's time, in milliseconds since the epoch. */
  now(): number;
  /** Puts the emulator's clock forward by `ms` milliseconds: statuses that are due change. @throws RangeError */
  advance(ms: number): void;
  /**
   * Everything that it holds, in the form of a seed file, and the time.
   *
   * @param what - with `entries: false`, datasets have only the number of their entries
   */
  state(what?: { readonly entries?: boolean | undefined }): JsonObject;
  /**
   * Replaces everything that the emulator holds: accounts, organization and denials. Texts of manifests are added to those
   * that it has; if the old or the new manifests are a folder, the new ones replace the old. Credentials are replaced only if
   * the seed has some.
   *
   * @throws TypeError for a seed that is not valid; then nothing has changed
   */
  seed(seed: ReplacedSeed): void;
  /** Sets everything back to the start: accounts, clock, faults, throttle, latency, and an empty journal. */
  reset(): void;
  /** Sets another rate from now on. All buckets start full; `undefined` removes the limit. @throws RangeError */
  setThrottle(throttle: ThrottleOptions | undefined): void;
  /** Sets other faults from now on; `undefined` is none. The `index` that rules see goes on. @throws TypeError */
  setFaults(faults: EmulatorOptions["faults"]): void;
  /** Sets the milliseconds before each answer from now on. @throws RangeError */
  setLatency(ms: number): void;
  /** Stops at once: requests without an answer yet are cut off. A second call waits for the same end. */
  close(): Promise<void>;
  /** {@link Emulator.close}, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}
