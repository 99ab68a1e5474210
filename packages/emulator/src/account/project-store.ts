import { FEATURES, type Feature } from "../seed/project-seed.js";
import type { Cursor } from "./cursor.js";
import type { Page } from "./page.js";
import type { Project } from "./project.js";
import { SortedItems } from "./sorted-items.js";

/** The projects of one account in one region. */
export class ProjectStore {
  readonly #byName = new Map<string, Project>();
  // One order for each filter a listing can ask for, so that a page never steps over projects it does not show.
  readonly #all = new SortedItems<Project>();
  readonly #byFeature: Readonly<Record<Feature, SortedItems<Project>>> = {
    CUSTOM_LABELS: new SortedItems<Project>(),
    CONTENT_MODERATION: new SortedItems<Project>(),
  };

  get size(): number {
    return this.#all.size;
  }

  /** By creation time. */
  all(): readonly Project[] {
    return this.#all.all();
  }

  byName(name: string): Project | undefined {
    return this.#byName.get(name);
  }

  byNameOrArn(nameOrArn: string): Project | undefined {
    const isArn = nameOrArn.startsWith("arn:");
    const found = this.#byName.get(isArn ? (nameOrArn.split("/")[1] ?? "") : nameOrArn);
    return isArn && found?.arn !== nameOrArn ? undefined : found;
  }

  /** Adds a project, or replaces the one with the same name. */
  put(next: Project): void {
    const previous = this.#byName.get(next.name);
    if (previous !== undefined) {
      this.drop(previous);
    }
    this.#byName.set(next.name, next);
    this.#all.add(next);
    this.#byFeature[next.feature].add(next);
  }

  /** Adds projects whose names are free, with a single sort. */
  addAll(projects: readonly Project[]): void {
    for (const each of projects) {
      this.#byName.set(each.name, each);
    }
    this.#all.addAll(projects);
    for (const feature of FEATURES) {
      this.#byFeature[feature].addAll(projects.filter((each) => each.feature === feature));
    }
  }

  /** Removes a project, if it is still there. */
  drop(each: Project): void {
    if (this.#byName.get(each.name) !== each) {
      return;
    }
    this.#byName.delete(each.name);
    this.#all.remove(each);
    this.#byFeature[each.feature].remove(each);
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
      const found = [...names].map((name) => this.#byName.get(name)).filter((each) => each !== undefined);
      named.addAll(found.filter(({ feature }) => features.has(feature)));
      return named.page(after, limit);
    }
    const [feature] = features;
    const order = feature === undefined || features.size > 1 ? this.#all : this.#byFeature[feature];
    return order.page(after, limit);
  }
}
