import { type AccountRegion, checkAccountRegion } from "../account/account-region.js";
import type { ProjectStore } from "../account/project-store.js";
import { seedProject } from "../account/seed-project.js";
import type { ProjectSeed } from "../seed/project-seed.js";
import type { CurrentState } from "./current-state.js";

/** The projects of one account in one region, for a test to change while the emulator runs. */
export interface EmulatedProjects {
  /** How many projects there are now. */
  readonly size: number;
  /** The ARNs, in the order in which a listing of all features has them. */
  arns(): string[];
  /**
   * Adds a project, or replaces the one with the same name.
   *
   * @returns its ARN
   * @throws TypeError when the seed is not valid
   */
  put(seed: ProjectSeed): string;
  /** Removes a project at once, without `DELETING`. @returns whether there was one with this name or ARN */
  remove(nameOrArn: string): boolean;
}

/** Always shows the current projects, also after a reset. @throws TypeError for an account or a region that is not valid */
export function emulatedProjects(current: CurrentState, here: AccountRegion): EmulatedProjects {
  checkAccountRegion(here);
  const projects = (): ProjectStore => current.state.projects(here);
  return {
    get size() {
      return projects().size;
    },
    arns: () =>
      projects()
        .all()
        .map(({ arn }) => arn),
    put(seed) {
      const next = seedProject(seed, here, Math.floor(current.state.clock.now()));
      projects().put(next);
      return next.arn;
    },
    remove(nameOrArn) {
      const found = projects().byNameOrArn(nameOrArn);
      if (found !== undefined) {
        projects().drop(found);
      }
      return found !== undefined;
    },
  };
}
