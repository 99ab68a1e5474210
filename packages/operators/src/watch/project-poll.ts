import { ProjectArn } from "@rekognition-rx/core";
import { asGiven } from "../arguments/as-given.js";
import { IncompletePollError } from "./incomplete-poll-error.js";

/** The part of a page of projects that a watch reads. */
export interface WatchedPage<Project> {
  /** A page without this list makes the poll fail. */
  readonly ProjectDescriptions?: readonly Project[] | null | undefined;
  /** If the last page of a poll still has a token, the poll fails. */
  readonly NextToken?: string | null | undefined;
}

/** What one poll has found so far: the projects by their ARN, and whether these are all projects. */
export class ProjectPoll<Project> {
  readonly #known: ReadonlyMap<string, Project>;
  readonly #projects = new Map<string, Project>();
  #pages = 0;
  #hasMore = false;
  #hasArns: boolean;
  /** The first `ProjectArn` that is not an ARN. */
  #otherwise: string | undefined;

  /** @param known - the projects that are known already. */
  constructor(known: ReadonlyMap<string, Project>) {
    this.#known = known;
    const [first] = known.keys();
    this.#hasArns = ProjectArn.is(first);
  }

  add(page: WatchedPage<Project>): this {
    const projects: unknown = (page as WatchedPage<Project> | null)?.ProjectDescriptions;
    if (!Array.isArray(projects)) {
      // An answer without its list may not come from AWS. It must not count as an empty account.
      throw new IncompletePollError(
        `a page has no list of ProjectDescriptions, which the service always sends: ${asGiven(page)}`,
      );
    }
    for (const project of projects as readonly Project[]) {
      const arn = arnOf(project);
      if (ProjectArn.is(arn)) {
        this.#hasArns = true;
      } else {
        this.#otherwise ??= arn;
      }
      this.#projects.set(arn, project);
    }
    this.#pages += 1;
    this.#hasMore = (page.NextToken ?? "") !== "";
    return this;
  }

  /**
   * All projects.
   *
   * @throws IncompletePollError if the listing ended before its last page, or if a `ProjectArn` is not an ARN.
   */
  whole(): ReadonlyMap<string, Project> {
    if (this.#hasMore) {
      throw new IncompletePollError(
        `the listing ended after ${this.#pages} pages although the service has more (an operator such as take ended it, or a token came again)`,
      );
    }
    if (this.#pages === 0 && this.#known.size > 0) {
      throw new IncompletePollError("the listing ended without a page");
    }
    if (this.#hasArns && this.#otherwise !== undefined) {
      // A double may use any text as `ProjectArn`. But if the others are ARNs, this one is an ARN that was damaged on
      // its way.
      throw new IncompletePollError(`the ProjectArn of a project is no ARN: ${asGiven(this.#otherwise)}`);
    }
    return this.#projects;
  }
}

function arnOf(project: unknown): string {
  const arn: unknown = typeof project === "object" && project !== null ? Reflect.get(project, "ProjectArn") : undefined;
  if (typeof arn !== "string" || arn === "") {
    throw new IncompletePollError(`a project has no ProjectArn, which must identify it: ${asGiven(project)}`);
  }
  return arn;
}
