import type { ProjectSeed } from "../seed/project-seed.js";

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
