import { setMaxListeners } from "node:events";
import type { LimiterRegistry } from "@rekognition-rx/operators";
import { anySignal } from "../crawl/any-signal.js";
import type { CrawlOptions } from "../crawl/crawl-options.js";
import type { Depth } from "../crawl/depth.js";
import { type ListedAccount, readAccountsFile } from "../targets/accounts-file.js";
import { callerIdentity } from "../targets/caller-identity.js";
import { checkDiscoveryOptions, type DiscoverySettings } from "../targets/check-discovery-options.js";
import type { DiscoverTargetsOptions } from "../targets/discover-targets-options.js";
import type { IdentifiedSource } from "../targets/identified-source.js";
import { within } from "../targets/within.js";
import { type OpenedSources, openSources } from "./opened-sources.js";
import { type Probe, probeEndpoints } from "./probe-endpoints.js";
import { type Visits, visitTargets } from "./visit-targets.js";

/** What is to be checked. */
export interface ExaminationOptions {
  readonly targets: Omit<DiscoverTargetsOptions, "signal">;
  readonly depth: readonly Depth[];
  /** The folder that a run would write to. */
  readonly out: string;
  readonly signal: AbortSignal;
  /** As for a crawl. */
  readonly retry?: CrawlOptions["retry"];
  /** @defaultValue those that all streams of the process share, with the documented quotas */
  readonly limiters?: LimiterRegistry | undefined;
  /**
   * The time of day, in milliseconds.
   *
   * @defaultValue Date.now
   */
  readonly now?: (() => number) | undefined;
}

/** What the checks share. Each answer is fetched once, when it is first needed. */
export class Examination {
  readonly depth: readonly Depth[];
  readonly out: string;
  readonly signal: AbortSignal;
  readonly retry: CrawlOptions["retry"];
  readonly limiters: LimiterRegistry | undefined;
  readonly now: () => number;
  readonly settings: DiscoverySettings;
  /** The accounts of a file, if there is one. */
  readonly listed: readonly ListedAccount[] | undefined;
  #opened: Promise<OpenedSources> | undefined;
  #probes: Promise<readonly Probe[]> | undefined;
  #identified: Promise<readonly IdentifiedSource[]> | undefined;
  #visits: Promise<Visits> | undefined;

  private constructor(
    { depth, out, signal, retry, limiters, now = Date.now }: ExaminationOptions,
    settings: DiscoverySettings,
    listed: readonly ListedAccount[] | undefined,
  ) {
    this.depth = depth;
    this.out = out;
    this.signal = signal;
    this.retry = retry;
    this.limiters = limiters;
    this.now = now;
    this.settings = settings;
    this.listed = listed;
  }

  /** @throws TargetOptionsError for options that cannot work, and for a file of accounts that cannot be read */
  static async of(options: ExaminationOptions): Promise<Examination> {
    const signal = anySignal([options.signal]);
    // Every request under way adds a listener.
    setMaxListeners(Number.POSITIVE_INFINITY, signal);
    const settings = checkDiscoveryOptions({ ...options.targets, signal });
    const { accountsFile } = settings;
    const listed = accountsFile === undefined ? undefined : await readAccountsFile(accountsFile);
    return new Examination({ ...options, signal }, settings, listed);
  }

  /** The profiles, or the environment. */
  opened(): Promise<OpenedSources> {
    return (this.#opened ??= openSources(this.settings));
  }

  /** Which endpoints answer. */
  probes(): Promise<readonly Probe[]> {
    return (this.#probes ??= this.#probed());
  }

  /** Whose the credentials are. */
  identified(): Promise<readonly IdentifiedSource[]> {
    return (this.#identified ??= this.#asked());
  }

  /** What the accounts and regions answer. */
  visits(): Promise<Visits> {
    return (this.#visits ??= within(this.signal, visitTargets(this)));
  }

  async #probed(): Promise<readonly Probe[]> {
    const { sources } = await this.opened();
    return await within(this.signal, probeEndpoints(sources, this));
  }

  async #asked(): Promise<readonly IdentifiedSource[]> {
    const { sources } = await this.opened();
    const asked = sources.map(async ({ source, regions }) => {
      const identity = await callerIdentity(source, this.settings);
      return Object.assign({}, source, { regions, identity });
    });
    return await within(this.signal, Promise.all(asked));
  }
}
