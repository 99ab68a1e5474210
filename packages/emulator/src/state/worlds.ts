import type { AccountSeed } from "../seed/account-seed.js";
import type { Home } from "./home.js";
import { ProjectStore } from "./project-store.js";

/** The account of every access key that is not assigned to another. It is the one of AWS's own examples. */
export const defaultAccountId = "111122223333";

/** The region of a seed that names none. */
export const defaultRegion = "us-east-1";

/** Everything the emulator holds: accounts and regions know nothing of each other. */
export class Worlds {
  readonly #clock: () => number;
  readonly #settle: () => void;
  readonly #stores = new Map<string, ProjectStore>();

  /** @param settle brings everything up to the clock */
  constructor(accounts: readonly AccountSeed[], clock: () => number, settle: () => void) {
    this.#clock = clock;
    this.#settle = settle;
    this.seed(accounts);
  }

  /** Adds what accounts hold. @throws TypeError when that cannot be */
  seed(accounts: readonly AccountSeed[]): void {
    for (const { accountId = defaultAccountId, region = defaultRegion, projects } of accounts) {
      this.projects({ accountId, region }).seed(projects);
    }
  }

  /** Every account and region that has been asked for. */
  all(): readonly { readonly home: Home; readonly store: ProjectStore }[] {
    return [...this.#stores].map(([key, store]) => {
      const [accountId = "", region = ""] = key.split("/");
      return { home: { accountId, region }, store };
    });
  }

  /** Empties everything, and then adds what accounts hold. @throws TypeError when that cannot be; then nothing changes */
  replace(accounts: readonly AccountSeed[]): void {
    // Tried out on others first: what was there must not be lost to a mistake.
    const trial = new Worlds(accounts, this.#clock, this.#settle);
    for (const store of this.#stores.values()) store.clear();
    for (const { home, store } of trial.all()) this.projects(home).addAll(store.all());
  }

  /** Whether there is anything in a region: then the region has the service. */
  has(region: string): boolean {
    return [...this.#stores].some(([key, store]) => key.endsWith(`/${region}`) && store.size > 0);
  }

  /** @throws TypeError when the account or the region cannot be one */
  projects(home: Home): ProjectStore {
    const key = `${home.accountId}/${home.region}`;
    const known = this.#stores.get(key);
    if (known !== undefined) return known;
    checkAccountId(home.accountId);
    if (!/^[a-z\d-]+$/.test(home.region))
      throw new TypeError(`"${home.region}" is not a region: it is made of a-z, 0-9 and "-"`);
    const store = new ProjectStore(home, this.#clock, this.#settle);
    this.#stores.set(key, store);
    return store;
  }
}

/** @throws TypeError */
export function checkAccountId(accountId: string): void {
  if (!/^\d{12}$/.test(accountId)) throw new TypeError(`"${accountId}" is not an account id: it has twelve digits`);
}
