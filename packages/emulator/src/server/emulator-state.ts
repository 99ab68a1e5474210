import { type AccountRegion, DEFAULT_ACCOUNT_ID } from "../account/account-region.js";
import { Accounts } from "../account/accounts.js";
import type { Caller } from "../account/caller.js";
import { checkManifests, type Manifests } from "../account/manifests.js";
import { Organization } from "../account/organization.js";
import { PageTokens } from "../account/page-tokens.js";
import type { ProjectStore } from "../account/project-store.js";
import { stateOf } from "../account/state-of.js";
import type { FaultRule } from "../faults/fault-rule.js";
import type { FaultSpec } from "../faults/fault-spec.js";
import { toFaultRule } from "../faults/to-fault-rule.js";
import type { DenialSeed } from "../seed/denial-seed.js";
import type { OrganizationSeed } from "../seed/organization-seed.js";
import { Schedule } from "../time/schedule.js";
import { SteeredClock } from "../time/steered-clock.js";
import { Throttle } from "../time/throttle.js";
import type { JsonObject } from "../wire/json-object.js";
import { checkDenials } from "./check-denials.js";
import { checkMembers } from "../wire/check-members.js";
import type { EmulatorOptions } from "./emulator-options.js";
import { type ReplacedSeed, seedMembers } from "./replaced-seed.js";
import { Journal } from "./journal.js";
import { checkLatency, type CredentialsByKey, credentialsByKey, type Settings } from "./settings.js";

/** Everything of an emulator that changes while it runs. A reset makes a new state from the same settings. */
export class EmulatorState {
  readonly settings: Settings;
  readonly clock: SteeredClock;
  readonly throttle: Throttle;
  readonly journal: Journal;
  readonly tokens: PageTokens = new PageTokens();
  /** Requests so far, by operation, account and region. */
  readonly counts: Map<string, number> = new Map();
  /** The tokens that faults remember, by operation, account and region. */
  readonly givenTokens: Map<string, string[]> = new Map();
  schedule: Schedule = new Schedule();
  accounts: Accounts;
  organization: Organization | undefined;
  denials: readonly DenialSeed[];
  credentials: CredentialsByKey | undefined;
  manifests: Manifests;
  #faults: readonly FaultRule[];
  #latency: number;

  /** @throws TypeError or RangeError for a seed, a fault rule or a throttle that is not valid */
  constructor(settings: Settings) {
    this.settings = settings;
    this.clock = new SteeredClock(settings.clock);
    this.throttle = new Throttle(settings.throttle, this.clock.now);
    this.journal = new Journal(settings.journalLimit, JOURNAL_BYTES);
    this.accounts = new Accounts(settings.accounts);
    this.organization = organizationOf(settings.organization);
    this.denials = settings.denied;
    this.credentials = settings.credentials;
    this.manifests = settings.manifests;
    this.#faults = this.#rulesOf(settings.faults);
    this.#latency = settings.latency;
  }

  get faults(): readonly FaultRule[] {
    return this.#faults;
  }

  /** Milliseconds before each answer. */
  get latency(): number {
    return this.#latency;
  }

  /** @throws TypeError */
  setFaults(faults: EmulatorOptions["faults"]): void {
    this.#faults = this.#rulesOf(faults);
  }

  /** @throws RangeError */
  setLatency(ms: number): void {
    this.#latency = checkLatency(ms);
  }

  /** Replaces all accounts. @throws TypeError; then nothing has changed */
  seed(seed: ReplacedSeed): void {
    checkMembers("the seed", seed, seedMembers);
    const { accounts = [], organization, denied = [], manifests = {}, credentials } = seed;
    const next = new Accounts(accounts);
    const nextOrganization = organizationOf(organization);
    const good = credentials && credentialsByKey(credentials);
    checkManifests(manifests);
    checkDenials(denied);
    this.accounts = next;
    this.organization = nextOrganization;
    this.denials = denied;
    this.credentials = good ?? this.credentials;
    this.schedule = new Schedule();
    this.manifests =
      typeof manifests === "string" || typeof this.manifests === "string"
        ? manifests
        : { ...this.manifests, ...manifests };
  }

  /** Does everything that is due by now. */
  settle(): void {
    this.schedule.run(this.clock.now());
  }

  /** The projects of an account in a region, as they are now. @throws TypeError for an account or region that is not valid */
  projects(here: AccountRegion): ProjectStore {
    this.settle();
    return this.accounts.projects(here);
  }

  /** @param entries - whether datasets have their entries, or only the number of them */
  snapshot(entries: boolean): JsonObject {
    this.settle();
    return { now: this.clock.now(), ...stateOf(this, entries) };
  }

  /** The caller of an access key that belongs to an account, and not to an assumed role. */
  callerOf(accessKeyId: string): Caller {
    return { accountId: this.#accountOf(accessKeyId), accessKeyId, role: undefined };
  }

  /** Whether the option `accessKeys` assigns an access key to an account. */
  isAssigned(accessKeyId: string): boolean {
    return Object.hasOwn(this.settings.accessKeys, accessKeyId);
  }

  #accountOf(accessKeyId: string): string {
    const assigned = this.isAssigned(accessKeyId) ? this.settings.accessKeys[accessKeyId] : undefined;
    const known = this.credentials?.get(accessKeyId)?.accountId ?? assigned;
    return known ?? (/^\d{12}$/.test(accessKeyId) ? accessKeyId : DEFAULT_ACCOUNT_ID);
  }

  #rulesOf(faults: EmulatorOptions["faults"]): readonly FaultRule[] {
    if (faults === undefined) {
      return [];
    }
    const list = isList(faults) ? faults : [faults];
    return list.map((each) => (typeof each === "function" ? each : toFaultRule(each, this.clock.now)));
  }
}

function organizationOf(seed: OrganizationSeed | undefined): Organization | undefined {
  return seed && new Organization(seed);
}

function isList(faults: NonNullable<EmulatorOptions["faults"]>): faults is readonly (FaultRule | FaultSpec)[] {
  return Array.isArray(faults);
}

/** Bytes of all bodies in the journal: a test that fills a dataset must not fill the memory with its requests. */
const JOURNAL_BYTES = 32 * 1_024 * 1_024;
