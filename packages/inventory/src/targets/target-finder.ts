import type { Target } from "../crawl/target.js";
import { checkDiscoveryOptions, type DiscoverySettings } from "./check-discovery-options.js";
import type { DiscoverTargetsOptions } from "./discover-targets-options.js";
import { enteredAccount, type EnteredAccount } from "./entered-account.js";
import { type ExpectedAccount, type Way, waysInto } from "./expected-accounts.js";
import { type IdentifiedSource, identifiedSource } from "./identified-source.js";
import { targetsIn } from "./targets-of.js";

/** What is kept of a target that a discovery has found. */
export interface FoundPlace {
  /** The id that the discovery gave it: `111122223333:eu-west-1`, or `profile work:eu-west-1`. */
  readonly id: string;
  /** `null` if AWS did not say whose the credentials are. */
  readonly accountId: string | null;
  /** `null` if the discovery has found none. */
  readonly accountName: string | null;
  readonly region: string;
}

/** Makes targets again that {@link discoverTargets} has found, perhaps in another process. One at a time. */
export interface TargetFinder {
  /**
   * The target, with a client of its own. The caller closes it. A target that cannot be entered has an `outcome`
   * instead.
   *
   * Rejects with a `TargetOptionsError` if the AWS configuration cannot be used, with a `DiscoveryError` if AWS cannot
   * be reached, and with the reason of the signal.
   */
  target(place: FoundPlace): Promise<Target>;
}

/**
 * A finder of targets, for a process that has not discovered them itself.
 *
 * Credentials are looked up once, and AWS is asked once whose they are. A role is assumed once per account, and again
 * when its credentials expire.
 *
 * @param options - the options of the discovery.
 * @throws TargetOptionsError at once, if options cannot work.
 * @example
 * ```ts
 * import { targetFinder } from "@rekognition-rx/inventory";
 *
 * const finder = targetFinder({ accounts: [{ accountId: "111122223333" }], regions: ["eu-west-1"] });
 * const place = { id: "111122223333:eu-west-1", accountId: "111122223333", accountName: null, region: "eu-west-1" };
 * const target = await finder.target(place);
 * if ("client" in target) {
 *   target.close?.();
 * }
 * ```
 */
export function targetFinder(options: DiscoverTargetsOptions): TargetFinder {
  return new Finder(checkDiscoveryOptions(options));
}

class Finder implements TargetFinder {
  readonly #settings: DiscoverySettings;
  #sources: Promise<readonly IdentifiedSource[]> | undefined;
  /** The accounts that were entered. The most recently used ones are last. */
  readonly #entered = new Map<string, Promise<EnteredAccount>>();

  constructor(settings: DiscoverySettings) {
    this.#settings = settings;
  }

  async target({ id, accountId, accountName, region }: FoundPlace): Promise<Target> {
    const sources = await this.#identified(region);
    const account: ExpectedAccount = {
      accountId: accountId ?? undefined,
      accountName: accountName ?? undefined,
      regions: [region],
      outcome: undefined,
      ways: this.#ways(sources, id, accountId, region),
    };
    const entered = await this.#enter(account, accountId ?? id);
    const [planned] = targetsIn(account, entered, this.#settings);
    return planned?.make() ?? { id, region, outcome: "no-credentials" };
  }

  #ways(sources: readonly IdentifiedSource[], id: string, accountId: string | null, region: string): readonly Way[] {
    if (accountId !== null) {
      const ways = waysInto(accountId, sources, this.#settings.roleName);
      if (ways.length > 0) {
        return ways;
      }
    }
    const named = sources.filter(
      ({ name, identity }) => `${name}:${region}` === id || identity._tag === "NoCredentials",
    );
    return named.map((source) => ({ source, roleArn: undefined }));
  }

  #identified(region: string): Promise<readonly IdentifiedSource[]> {
    // This machine need not have a region of its own.
    const settings = { ...this.#settings, regions: this.#settings.regions ?? [region] };
    this.#sources ??= Promise.all(settings.profiles.map((profile) => identifiedSource(profile, settings))).catch(
      (error: unknown) => {
        // It may succeed the next time.
        this.#sources = undefined;
        throw error;
      },
    );
    return this.#sources;
  }

  async #enter(account: ExpectedAccount, key: string): Promise<EnteredAccount> {
    const entering = this.#entered.get(key) ?? enteredAccount(account, this.#settings);
    this.#entered.delete(key);
    this.#entered.set(key, entering);
    for (const oldest of this.#entered.keys()) {
      if (this.#entered.size <= MOST_ENTERED) {
        break;
      }
      this.#entered.delete(oldest);
    }
    const entered = await entering.catch((error: unknown) => {
      this.#entered.delete(key);
      throw error;
    });
    if (entered._tag === "Shut") {
      // Somebody may make the role meanwhile.
      this.#entered.delete(key);
      const error = entered.error.message === "" ? { name: "NoCredentials", message: NO_WAY } : entered.error;
      return { _tag: "Shut", error };
    }
    return entered;
  }
}

/** How many accounts have their credentials kept. */
const MOST_ENTERED = 1_000;

const NO_WAY =
  "the credentials of this machine cannot enter this account; give the machine those that the run was begun with";
