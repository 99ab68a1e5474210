import { checkAccountId } from "../account/account-region.js";
import { checkManifests, type Manifests } from "../account/manifests.js";
import { checkQuotas, type Quotas } from "../account/quotas.js";
import { CUSTOM_LABELS_REGIONS } from "../account/custom-labels-regions.js";
import type { AccountSeed } from "../seed/account-seed.js";
import type { DenialSeed } from "../seed/denial-seed.js";
import type { OrganizationSeed } from "../seed/organization-seed.js";
import { LONGEST_TIMER } from "../time/longest-timer.js";
import type { ThrottleOptions } from "../time/throttle-options.js";
import { checkTransitions, type Transitions } from "../time/transitions.js";
import type { EmulatorCredentials } from "../wire/emulator-credentials.js";
import { checkDenials } from "./check-denials.js";
import { checkMembers } from "../wire/check-members.js";
import { type EmulatorOptions, optionMembers } from "./emulator-options.js";

/** The options of an emulator with their defaults. They are checked once, and stay the same after every reset. */
export interface Settings {
  readonly accounts: readonly AccountSeed[];
  readonly organization: OrganizationSeed | undefined;
  readonly denied: readonly DenialSeed[];
  readonly accessKeys: Readonly<Record<string, string>>;
  /** By access key id; `undefined` if any are accepted. */
  readonly credentials: CredentialsByKey | undefined;
  readonly throttle: ThrottleOptions | undefined;
  /** Milliseconds. */
  readonly latency: number;
  readonly faults: EmulatorOptions["faults"];
  readonly transitions: Readonly<Record<keyof Transitions, number>>;
  readonly quotas: Readonly<Record<keyof Quotas, number>>;
  readonly manifests: Manifests;
  readonly regions: ReadonlySet<string>;
  readonly clock: () => number;
  readonly journalLimit: number;
  /** The most bytes that a request's body may have. */
  readonly bodyLimit: number;
}

/** The credentials that are accepted, by access key id. */
export type CredentialsByKey = ReadonlyMap<string, EmulatorCredentials>;

/** @throws TypeError or RangeError for an option that is not valid */
export function settingsOf(options: EmulatorOptions): Settings {
  checkMembers("createEmulator", options, optionMembers);
  const { account, accounts = [], accessKeys = {} } = options;
  for (const accountId of Object.values(accessKeys)) {
    checkAccountId(accountId);
  }
  return {
    accounts: account === undefined ? accounts : [account, ...accounts],
    organization: options.organization,
    denied: checkDenials(options.denied ?? []),
    accessKeys,
    credentials: options.credentials && credentialsByKey(options.credentials),
    throttle: options.throttle,
    latency: checkLatency(options.latency ?? 0),
    faults: options.faults,
    transitions: checkTransitions(options.transitions),
    quotas: checkQuotas(options.quotas),
    manifests: checkManifests(options.manifests ?? {}),
    regions: new Set(options.regions ?? CUSTOM_LABELS_REGIONS),
    clock: options.clock ?? Date.now,
    journalLimit: checkCount("journalLimit", options.journalLimit ?? 10_000),
    bodyLimit: checkCount("bodyLimit", options.bodyLimit ?? 8 * 1_024 * 1_024),
  };
}

/** @throws TypeError for an account id that is not valid */
export function credentialsByKey(credentials: readonly EmulatorCredentials[]): CredentialsByKey {
  // Credentials of the SDK have members of their own: nothing is refused here.
  for (const { accountId } of credentials) {
    if (accountId !== undefined) {
      checkAccountId(accountId);
    }
  }
  return new Map(credentials.map((each) => [each.accessKeyId, each]));
}

/** @throws RangeError */
export function checkLatency(ms: number): number {
  if (ms >= 0 && ms <= LONGEST_TIMER) {
    return ms;
  }
  throw new RangeError(`latency is ${ms}; it must be from 0 to ${LONGEST_TIMER} ms`);
}

function checkCount(option: string, value: number): number {
  if (Number.isSafeInteger(value) && value > 0) {
    return value;
  }
  throw new RangeError(`${option} is ${value}; it must be a whole number, 1 or more`);
}
