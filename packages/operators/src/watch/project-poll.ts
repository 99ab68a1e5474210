import { asGiven } from "../arguments/as-given.js";
import { IncompletePollError } from "./incomplete-poll-error.js";

/** A page of projects, as far as a watch reads it. */
export interface WatchedPage<Project> {
  readonly ProjectDescriptions?: readonly Project[] | null | undefined;
  readonly NextToken?: string | null | undefined;
}

/** What one poll has found so far: the projects by their ARN, and whether that is all of them. */
export class ProjectPoll<Project> {
  readonly #projects = new Map<string, Project>();
  #pages = 0;
  #hasMore = false;

  add(page: WatchedPage<Project>): this {
    const projects: unknown = (page as WatchedPage<Project> | null)?.ProjectDescriptions;
    if (!Array.isArray(projects)) {
      // An answer without its list may be of somebody else: nobody must take it for an empty account.
      throw new IncompletePollError(
        `a page has no list of ProjectDescriptions, which the service always sends: ${asGiven(page)}`,
      );
    }
    for (const project of projects as readonly Project[]) {
      this.#projects.set(arnOf(project), project);
    }
    this.#pages += 1;
    this.#hasMore = (page.NextToken ?? "") !== "";
    return this;
  }

  /**
   * All projects.
   *
   * @param known - how many there were before.
   * @throws IncompletePollError where the listing ended before its last page.
   */
  whole(known: number): ReadonlyMap<string, Project> {
    if (this.#hasMore) {
      throw new IncompletePollError(
        `the listing ended after ${this.#pages} pages although the service has more (a take, or a token that came again)`,
      );
    }
    if (this.#pages === 0 && known > 0) {
      throw new IncompletePollError("the listing ended without a page");
    }
    return this.#projects;
  }
}

function arnOf(project: unknown): string {
  const arn: unknown = typeof project === "object" && project !== null ? Reflect.get(project, "ProjectArn") : undefined;
  if (typeof arn !== "string" || arn === "") {
    throw new IncompletePollError(`a project has no ProjectArn to be known by: ${asGiven(project)}`);
  }
  return arn;
}
