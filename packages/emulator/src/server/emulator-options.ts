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
  /** The port to listen on; 0 takes a free one. @defaultValue 0 */
  readonly port?: number | undefined;
  /** The address to listen on. @defaultValue `"127.0.0.1"`, which can be reached only from this machine */
  readonly host?: string | undefined;
  /** What one account holds in one region. @defaultValue nothing */
  readonly account?: AccountSeed | undefined;
  /** What several accounts and regions hold. It may be given together with `account`. @defaultValue none */
  readonly accounts?: readonly AccountSeed[] | undefined;
  /**
   * The accounts that `ListAccounts` lists. Only their roles can be assumed.
   *
   * @defaultValue none: any role of any account can be assumed
   */
  readonly organization?: OrganizationSeed | undefined;
  /** Which requests are denied, and to whom. @defaultValue none */
  readonly denied?: readonly DenialSeed[] | undefined;
  /**
   * The account id that each access key id belongs to. Without an entry, a key of twelve digits belongs to the account of that
   * id, and every other key to 111122223333.
   *
   * @defaultValue `{}`
   */
  readonly accessKeys?: Readonly<Record<string, string>> | undefined;
  /** Requests over the rate are answered `ThrottlingException`. @defaultValue no limit */
  readonly throttle?: ThrottleOptions | undefined;
  /** Milliseconds before each answer. @defaultValue 0 */
  readonly latency?: number | undefined;
  /** What goes wrong, and for which requests. @defaultValue nothing */
  readonly faults?: FaultRule | FaultSpec | readonly (FaultRule | FaultSpec)[] | undefined;
  /** How long each change of a status takes, in milliseconds; one number is for all changes. @defaultValue see its members */
  readonly transitions?: Transitions | number | undefined;
  /** How much an account may have. @defaultValue the service's own quotas */
  readonly quotas?: Quotas | undefined;
  /** The manifests that requests can name, in place of S3. @defaultValue none */
  readonly manifests?: Manifests | undefined;
  /**
   * The regions that have Custom Labels. In all others, every request to Rekognition is answered `AccessDeniedException`, as
   * in a region where AWS does not offer it. A region in which a seed or `put` has put a project answers too.
   *
   * @defaultValue the eleven that have Custom Labels
   */
  readonly regions?: readonly string[] | undefined;
  /**
   * The credentials that are accepted. If they are given, signatures are verified, and wrong ones are refused as AWS refuses
   * them.
   *
   * @defaultValue any credentials are accepted, and signatures are not verified
   */
  readonly credentials?: readonly EmulatorCredentials[] | undefined;
  /**
   * The emulator's clock, in milliseconds since the epoch: the token bucket, the journal, new projects and statuses use it.
   * Latencies and the `Date` header use the machine's own clock.
   *
   * @defaultValue `Date.now`
   */
  readonly clock?: (() => number) | undefined;
  /**
   * How many requests the journal keeps. Older ones are forgotten, and more of them if all bodies have over 32 MiB.
   *
   * @defaultValue 10000
   */
  readonly journalLimit?: number | undefined;
  /** The most bytes that the body of a request may have; a larger one is answered 413. @defaultValue 8388608, 8 MiB */
  readonly bodyLimit?: number | undefined;
}

/** The members of {@link EmulatorOptions}, and the time that `state()` adds to a seed, which is not read. */
export const optionMembers: Readonly<Record<keyof EmulatorOptions | "now", true>> = {
  port: true,
  host: true,
  account: true,
  accounts: true,
  organization: true,
  denied: true,
  accessKeys: true,
  throttle: true,
  latency: true,
  faults: true,
  transitions: true,
  quotas: true,
  manifests: true,
  regions: true,
  credentials: true,
  clock: true,
  journalLimit: true,
  bodyLimit: true,
  now: true,
};
