import type {
  DescribeProjectsCommand,
  DescribeProjectsCommandOutput,
  DescribeProjectVersionsCommand,
  DescribeProjectVersionsCommandOutput,
} from "@aws-sdk/client-rekognition";
import { describeProjects$, describeProjectVersions$, type Listing } from "@rekognition-rx/core";

export type ProjectsPage = DescribeProjectsCommandOutput;
export type VersionsPage = DescribeProjectVersionsCommandOutput;
export type Project = NonNullable<ProjectsPage["ProjectDescriptions"]>[number];

/** How many pages of versions each project has, page of projects by page. */
export type NestedPlan = readonly (readonly number[])[];

/** An account whose projects have versions; each request fails as often as it is asked to, and takes its turns. */
export class NestedAccount {
  readonly #plan: NestedPlan;
  /** Of each request by its name, how often it is still to fail. */
  readonly failures = new Map<string, number>();
  /** Those among them that fail because of their token. */
  readonly expired = new Set<string>();
  /** Names of requests, as they were sent: `projects 0`, `p1 0`. */
  readonly sent: string[] = [];
  readonly aborted: string[] = [];
  underWay = 0;
  mostUnderWay = 0;
  /** Turns of the event loop that an answer takes, by the request's number. */
  turns: (number: number) => number = () => 1;

  constructor(plan: NestedPlan) {
    this.#plan = plan;
  }

  /** The pages of all children in the order of their parents: `p1 0`, `p1 1`, `p2 0`. */
  get pages(): readonly string[] {
    return this.#plan.flatMap((projects, page) =>
      projects.flatMap((pages, at) => Array.from({ length: pages }, (_, index) => `${nameOf(page, at)} ${index}`)),
    );
  }

  projects(): Listing<ProjectsPage> {
    return describeProjects$({
      client: {
        send: ({ input }: DescribeProjectsCommand, options) => {
          const index = Number(input.NextToken ?? 0);
          return this.#answer<ProjectsPage>(`projects ${index}`, options?.abortSignal, {
            $metadata: {},
            ProjectDescriptions: (this.#plan[index] ?? []).map((_, at) => ({ ProjectArn: nameOf(index, at) })),
            ...(index + 1 < this.#plan.length && { NextToken: String(index + 1) }),
          });
        },
      },
    });
  }

  versionsOf({ ProjectArn = "" }: Project): Listing<VersionsPage> {
    const [, page = 0, at = 0] = /^p(\d+)-(\d+)$/.exec(ProjectArn) ?? [];
    const pages = this.#plan[Number(page)]?.[Number(at)] ?? 0;
    return describeProjectVersions$(
      {
        client: {
          send: ({ input }: DescribeProjectVersionsCommand, options) => {
            const index = Number(input.NextToken ?? 0);
            return this.#answer<VersionsPage>(`${ProjectArn} ${index}`, options?.abortSignal, {
              $metadata: {},
              ProjectVersionDescriptions: [{ ProjectVersionArn: `${ProjectArn} ${index}` }],
              ...(index + 1 < pages && { NextToken: String(index + 1) }),
            });
          },
        },
      },
      { ProjectArn },
    );
  }

  async #answer<Page>(name: string, signal: AbortSignal | undefined, page: Page): Promise<Page> {
    const number = this.sent.push(name) - 1;
    this.underWay += 1;
    this.mostUnderWay = Math.max(this.mostUnderWay, this.underWay);
    signal?.addEventListener("abort", () => this.aborted.push(name), { once: true });
    for (let turn = 0; turn < this.turns(number); turn += 1) {
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
    }
    this.underWay -= 1;
    const failures = this.failures.get(name) ?? 0;
    if (failures > 0) {
      this.failures.set(name, failures - 1);
      const isExpired = this.expired.has(name);
      throw Object.assign(new Error(`${name} failed`), {
        name: isExpired ? "InvalidPaginationTokenException" : "ResourceNotReadyException",
      });
    }
    return page;
  }
}

function nameOf(page: number, at: number): string {
  return `p${page}-${at}`;
}

/** The name of a page of versions. */
export function nameOfPage({ ProjectVersionDescriptions: [version] = [] }: VersionsPage): string {
  return version?.ProjectVersionArn ?? "none";
}
