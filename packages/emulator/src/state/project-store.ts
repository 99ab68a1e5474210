import type { Cursor } from "../paging/cursor.js";
import { SortedItems } from "../paging/sorted-items.js";
import type { Feature, ProjectSeed } from "../seed/project-seed.js";
import type { Page } from "../paging/page.js";
import type { Home } from "./home.js";
import type { Project } from "./project.js";
import { seedProject } from "./seed-project.js";

/** The projects of one account in one region. */
export class ProjectStore {
  readonly #home: Home;
  readonly #clock: () => number;
  readonly #settle: () => void;
  readonly #byName = new Map<string, Project>();
  // One order for each filter a listing can ask for, so that a page never steps over projects it does not show.
  readonly #all = new SortedItems<Project>();
  readonly #byFeature: Readonly<Record<Feature, SortedItems<Project>>> = {
    CUSTOM_LABELS: new SortedItems<Project>(),
    CONTENT_MODERATION: new SortedItems<Project>(),
  };

  /** @param settle brings everything up to the clock, before anyone looks from outside */
  constructor(home: Home, clock: () => number, settle: () => void) {
    this.#home = home;
    this.#clock = clock;
    this.#settle = settle;
  }

  get size(): number {
    this.#settle();
    return this.#all.size;
  }

  arns(): string[] {
    this.#settle();
    return this.#all.all().map(({ arn }) => arn);
  }

  /** @throws TypeError when a seed is not valid or a name is taken; then nothing has been added */
  seed(seeds: readonly ProjectSeed[]): void {
    const projects = seeds.map((seed, index) => seedProject(seed, this.#home, seedStart + index * 60_000));
    const names = new Set(this.#byName.keys());
    for (const { name } of projects) {
      if (names.has(name)) {
        const { accountId, region } = this.#home;
        throw new TypeError(`account ${accountId} has two projects named "${name}" in ${region}`);
      }
      names.add(name);
    }
    this.addAll(projects);
  }

  put(seed: ProjectSeed): string {
    this.#settle();
    const next = seedProject(seed, this.#home, Math.floor(this.#clock()));
    const previous = this.#byName.get(seed.name);
    if (previous !== undefined) this.drop(previous);
    this.add(next);
    return next.arn;
  }

  /** Adds a project whose name is free. */
  add(next: Project): void {
    this.#byName.set(next.name, next);
    this.#all.add(next);
    this.#byFeature[next.feature].add(next);
  }

  clear(): void {
    this.#byName.clear();
    this.#all.clear();
    for (const feature of features) this.#byFeature[feature].clear();
  }

  /** Takes projects over from another store, for the price of one sort. */
  addAll(projects: readonly Project[]): void {
    for (const each of projects) this.#byName.set(each.name, each);
    this.#all.addAll(projects);
    for (const feature of features) {
      this.#byFeature[feature].addAll(projects.filter((each) => each.feature === feature));
    }
  }

  all(): readonly Project[] {
    return this.#all.all();
  }

  byName(name: string): Project | undefined {
    return this.#byName.get(name);
  }

  remove(nameOrArn: string): boolean {
    this.#settle();
    const name = nameOrArn.startsWith("arn:") ? nameOrArn.split("/")[1] : nameOrArn;
    const found = name === undefined ? undefined : this.#byName.get(name);
    if (found === undefined || (nameOrArn.startsWith("arn:") && found.arn !== nameOrArn)) return false;
    this.drop(found);
    return true;
  }

  /** A page of the projects that a listing asks for, in its order. */
  page(query: {
    readonly features: ReadonlySet<Feature>;
    readonly names: ReadonlySet<string> | undefined;
    readonly after: Cursor | undefined;
    readonly limit: number;
  }): Page<Project> {
    const { features, names, after, limit } = query;
    if (names !== undefined) {
      const named = new SortedItems<Project>();
      for (const name of names) {
        const found = this.#byName.get(name);
        if (found !== undefined && features.has(found.feature)) named.add(found);
      }
      return named.page(after, limit);
    }
    const [feature] = features;
    const order = feature === undefined || features.size > 1 ? this.#all : this.#byFeature[feature];
    return order.page(after, limit);
  }

  /** Takes a project away, if it is still there. */
  drop(each: Project): void {
    if (this.#byName.get(each.name) !== each) return;
    this.#byName.delete(each.name);
    this.#all.remove(each);
    this.#byFeature[each.feature].remove(each);
  }
}

const features: readonly Feature[] = ["CUSTOM_LABELS", "CONTENT_MODERATION"];

/** When the first project of a seed without times was created. */
const seedStart = Date.UTC(2026, 0, 1);
