import { type AccountRegion, checkAccountRegion } from "../account/account-region.js";
import type { ProjectStore } from "../account/project-store.js";
import { seedProject } from "../account/seed-project.js";
import type { ProjectSeed } from "../seed/project-seed.js";
import type { CurrentState } from "./current-state.js";

/** The projects of one account in one region, for a test to change while the emulator runs. */
export interface EmulatedProjects {
  readonly size: number;
  /** The ARNs, in the order of a listing of every feature. */
  arns(): string[];
  /**
   * Adds a project, or puts it in the place of the one that has its name.
   *
   * @returns its ARN
   * @throws TypeError when the seed is not valid
   */
  put(seed: ProjectSeed): string;
  /** Takes a project away, by name or ARN, without a `DELETING` before. Whether there was one. */
  remove(nameOrArn: string): boolean;
}

/** The projects that there are whenever somebody looks, also after a reset. @throws TypeError when there cannot be any */
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
