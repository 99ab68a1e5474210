import { checkMembers } from "../wire/check-members.js";
import { type AccountSeed, accountMembers } from "../seed/account-seed.js";
import { type AccountRegion, checkAccountRegion, DEFAULT_ACCOUNT_ID, DEFAULT_REGION } from "./account-region.js";
import { ProjectStore } from "./project-store.js";
import { seedProjects } from "./seed-project.js";

/** Everything the emulator holds, by account and region. Each is separate from all others. */
export class Accounts {
  readonly #stores = new Map<string, { readonly here: AccountRegion; readonly projects: ProjectStore }>();

  /** @throws TypeError when seeds are not valid, or two projects in one account and region have the same name */
  constructor(seeds: readonly AccountSeed[]) {
    for (const seed of seeds) {
      checkMembers("the seed of an account", seed, accountMembers);
      const { accountId = DEFAULT_ACCOUNT_ID, region = DEFAULT_REGION, projects } = seed;
      const here = { accountId, region };
      const store = this.projects(here);
      const added = seedProjects(projects, here);
      const names = new Set(store.all().map(({ name }) => name));
      for (const { name } of added) {
        if (names.has(name)) {
          throw new TypeError(`account ${accountId} has two projects named "${name}" in ${region}`);
        }
        names.add(name);
      }
      store.addAll(added);
    }
  }

  /** Every account and region that a seed or a request has named. */
  all(): readonly { readonly here: AccountRegion; readonly projects: ProjectStore }[] {
    return [...this.#stores.values()];
  }

  /** Whether any account has a project in a region: the region then has the service. */
  has(region: string): boolean {
    return this.all().some(({ here, projects }) => here.region === region && projects.size > 0);
  }

  /** @throws TypeError when the account or the region is not valid */
  projects(here: AccountRegion): ProjectStore {
    const key = `${here.accountId}/${here.region}`;
    const known = this.#stores.get(key);
    if (known !== undefined) {
      return known.projects;
    }
    checkAccountRegion(here);
    const projects = new ProjectStore();
    this.#stores.set(key, { here, projects });
    return projects;
  }
}
