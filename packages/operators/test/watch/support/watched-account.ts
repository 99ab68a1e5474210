import type { DescribeProjectsCommand, DescribeProjectsCommandOutput } from "@aws-sdk/client-rekognition";
import { describeProjects$, type Listing } from "@rekognition-rx/core";
import { defer, finalize, type Observable, take, tap, type VirtualTimeScheduler } from "rxjs";
import { restartOnExpiredToken } from "../../../src/restart/restart-on-expired-token.js";
import { retryThrottled } from "../../../src/retry/retry-throttled.js";
import { throttling } from "../../retry/support/failures.js";

export type Page = DescribeProjectsCommandOutput;
export type Project = NonNullable<Page["ProjectDescriptions"]>[number];

/** What happens to a request. */
export const FAULTS = [
  "none",
  "throttled",
  "denied",
  "server error",
  "hangs",
  "no list",
  "expired token",
  "slow",
] as const;
type RequestFault = (typeof FAULTS)[number];

/** What happens to the account: a project gets another status and so many datasets, or is gone. */
export interface Happening {
  readonly at: number;
  readonly name: string;
  readonly datasets: number | "gone";
}

export interface AccountPlan {
  readonly happenings: readonly Happening[];
  /** Of each request, as they are sent; none after the last. */
  readonly faults: readonly RequestFault[];
  /** The polls, from 0, of which only the first page is taken. */
  readonly cutShort: readonly number[];
  readonly retries: boolean;
  readonly restarts: boolean;
}

const ANSWER_TIME = 20;
const PAGE_SIZE = 2;

/** An account in virtual time that changes while it is listed, and what its polls have come to. */
export class WatchedAccount {
  readonly #scheduler: VirtualTimeScheduler;
  readonly #plan: AccountPlan;
  readonly #projects = new Map<string, Project>();
  readonly listing: Observable<Page>;
  /** When each poll began. */
  readonly polls: number[] = [];
  /** By ARN, of the last poll that came to its end. */
  lastWhole: ReadonlyMap<string, Project> = new Map();
  wholePolls = 0;
  underWay = 0;
  mostAtOnce = 0;
  requests = 0;

  constructor(plan: AccountPlan, scheduler: VirtualTimeScheduler) {
    this.#plan = plan;
    this.#scheduler = scheduler;
    for (const happening of plan.happenings) {
      scheduler.schedule(() => this.#happens(happening), happening.at);
    }
    let listing: Listing<Page> = describeProjects$({ client: { send: (command) => this.#answer(command) } });
    if (plan.retries) {
      listing = retryThrottled({ scheduler, random: () => 1 })(listing);
    }
    if (plan.restarts) {
      listing = restartOnExpiredToken<Page>()(listing);
    }
    this.listing = defer(() => this.#poll(listing));
  }

  get faultsAreOver(): boolean {
    const lastCut = Math.max(-1, ...this.#plan.cutShort);
    return this.requests > this.#plan.faults.length + 10 && this.polls.length > lastCut + 5;
  }

  #poll(listing: Listing<Page>): Observable<Page> {
    const number = this.polls.push(this.#scheduler.now()) - 1;
    const pages: Page[] = [];
    this.underWay += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.underWay);
    return (this.#plan.cutShort.includes(number) ? listing.pipe(take(1)) : listing).pipe(
      tap({
        next: (page) => pages.push(page),
        complete: () => {
          const isWhole =
            pages.at(-1)?.NextToken === undefined && pages.every((page) => page.ProjectDescriptions !== undefined);
          if (isWhole) {
            this.wholePolls += 1;
            this.lastWhole = new Map(
              pages
                .flatMap((page) => page.ProjectDescriptions ?? [])
                .map((project) => [project.ProjectArn ?? "", project]),
            );
          }
        },
      }),
      finalize(() => (this.underWay -= 1)),
    );
  }

  #happens({ name, datasets, at }: Happening): void {
    if (datasets === "gone") {
      this.#projects.delete(name);
      return;
    }
    this.#projects.set(name, {
      ProjectArn: name,
      CreationTimestamp: new Date(1_700_000_000_000),
      Status: at % 2 === 0 ? "CREATED" : "CREATING",
      Datasets: Array.from({ length: datasets }, (_, index) => ({ DatasetArn: `${name}/${index}` })),
    });
  }

  #answer({ input }: DescribeProjectsCommand): Promise<Page> {
    const fault = this.#plan.faults[this.requests] ?? "none";
    this.requests += 1;
    return new Promise((resolve, reject) => {
      if (fault === "hangs") {
        return;
      }
      this.#scheduler.schedule(
        () => {
          const error = errorOf(fault, input.NextToken);
          if (error === undefined) {
            resolve(fault === "no list" ? { $metadata: {} } : this.#page(input.NextToken));
          } else {
            reject(error);
          }
        },
        fault === "slow" ? 700 : ANSWER_TIME,
      );
    });
  }

  /** After the name that the token is, as they stand by now. */
  #page(token: string | undefined): Page {
    const names = [...this.#projects.keys()].toSorted().filter((name) => token === undefined || name > token);
    const page = names.slice(0, PAGE_SIZE);
    return {
      $metadata: {},
      ProjectDescriptions: page.map((name) => this.#projects.get(name) ?? {}),
      ...(names.length > PAGE_SIZE && { NextToken: page.at(-1) ?? "" }),
    };
  }
}

function errorOf(fault: RequestFault, token: string | undefined): Error | undefined {
  const named = (name: string, status: number): Error =>
    Object.assign(new Error(fault), { name, $metadata: { httpStatusCode: status } });
  switch (fault) {
    case "throttled":
      return throttling();
    case "denied":
      return named("AccessDeniedException", 400);
    case "server error":
      return named("InternalServerError", 500);
    case "expired token":
      return token === undefined ? undefined : named("InvalidPaginationTokenException", 400);
    case "none":
    case "slow":
    case "hangs":
    case "no list":
      return undefined;
  }
}
