import type { FaultRule } from "../faults/fault-rule.js";
import type { FaultSpec } from "../faults/fault-spec.js";
import type { AccountSeed } from "../seed/account-seed.js";
import type { DenialSeed } from "../seed/denial-seed.js";
import type { OrganizationSeed } from "../seed/organization-seed.js";
import type { EmulatorCredentials } from "../wire/emulator-credentials.js";
import type { Manifests } from "../account/manifests.js";
import type { Quotas } from "../account/quotas.js";
import type { Transitions } from "../time/transitions.js";
import type { ThrottleOptions } from "../time/throttle-options.js";

/** How an emulator is set up. Every option has a default. */
export interface EmulatorOptions {
  /** 0 takes a free one. @defaultValue 0 */
  readonly port?: number | undefined;
  /** The address to listen on. @defaultValue `"127.0.0.1"`, which nothing outside the machine reaches */
  readonly host?: string | undefined;
  /** What one account holds in one region. @defaultValue nothing */
  readonly account?: AccountSeed | undefined;
  /** What several accounts and regions hold; with `account`, beside it. @defaultValue none */
  readonly accounts?: readonly AccountSeed[] | undefined;
  /** What `ListAccounts` lists, and whose roles may be assumed. @defaultValue none: any role of any account */
  readonly organization?: OrganizationSeed | undefined;
  /** What is denied, and to whom. @defaultValue nothing */
  readonly denied?: readonly DenialSeed[] | undefined;
  /**
   * The account id that an access key id belongs to. A key of twelve digits is that account; every other belongs to 111122223333.
   *
   * @defaultValue `{}`
   */
  readonly accessKeys?: Readonly<Record<string, string>> | undefined;
  /** Requests over the rate are answered `ThrottlingException`. @defaultValue no limit */
  readonly throttle?: ThrottleOptions | undefined;
  /** Milliseconds before each answer. @defaultValue 0 */
  readonly latency?: number | undefined;
  /** What goes wrong, and with which requests. @defaultValue nothing */
  readonly faults?: FaultRule | FaultSpec | readonly (FaultRule | FaultSpec)[] | undefined;
  /** How long the service takes for what it does after an answer; one number is for all of it, in milliseconds. */
  readonly transitions?: Transitions | number | undefined;
  /** How much an account may have. @defaultValue the service's own quotas */
  readonly quotas?: Quotas | undefined;
  /** What stands in for S3 where a request names a manifest. @defaultValue nothing */
  readonly manifests?: Manifests | undefined;
  /**
   * The regions that answer; in all others, everything is an `AccessDeniedException`, as where the service is not
   * offered. A region that a seed or `put` has put something in answers too.
   *
   * @defaultValue the eleven that have Custom Labels
   */
  readonly regions?: readonly string[] | undefined;
  /**
   * The credentials that are good. With them, signatures are verified, and refused as AWS refuses them.
   *
   * @defaultValue any are, and signatures are not looked at
   */
  readonly credentials?: readonly EmulatorCredentials[] | undefined;
  /**
   * The time, in milliseconds since the epoch: what the token bucket, the journal, new projects and statuses go by.
   * Latencies and the `Date` header stay on the machine's own clock.
   *
   * @defaultValue `Date.now`
   */
  readonly clock?: (() => number) | undefined;
  /**
   * The requests that the journal keeps; older ones are forgotten, and also those before the last 32 MiB of bodies.
   *
   * @defaultValue 10000
   */
  readonly journalLimit?: number | undefined;
  /** Bytes that the body of a request may have; more is answered 413. @defaultValue 8388608, 8 MiB */
  readonly bodyLimit?: number | undefined;
}
