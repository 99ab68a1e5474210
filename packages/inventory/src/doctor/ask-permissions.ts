import { askingDepth } from "../crawl/operations/asking-depth.js";
import type { CrawledOperation, ReadPage } from "../crawl/operations/crawled-operation.js";
import { crawledOperations } from "../crawl/operations/operations.js";
import type { ParentKind } from "../crawl/operations/permission.js";
import { outcomeOf } from "../crawl/outcome-of.js";
import { pacedRequests, type PacedRequestsOptions } from "../crawl/paced-requests.js";
import type { ReachableTarget } from "../crawl/target.js";
import { failureSentence } from "../failures/failure-sentence.js";
import type { InventoryRecord } from "../records/inventory-record.js";
import type { ListedDataset, ProjectRecord } from "../records/project-record.js";
import type { Finding } from "./finding.js";
import { findingFrom } from "./finding-from.js";
import { notChecked } from "./not-checked.js";
import { targetName } from "./target-name.js";

/** What the visits of all targets share. */
export interface VisitContext extends Pick<PacedRequestsOptions, "contact" | "limiters" | "retry"> {
  readonly signal: AbortSignal;
  readonly now: () => number;
}

/**
 * Asks for each operation once in an account and region, about the first thing that is there, and for as little as
 * possible.
 *
 * @returns a finding for each operation, in their order.
 */
export async function askPermissions(
  target: ReachableTarget,
  operations: readonly CrawledOperation[],
  context: VisitContext,
): Promise<readonly Finding[]> {
  const visit = new TargetVisit(target, context);
  await visit.findProjects();
  // Operations about a version wait for this answer. The others do not.
  const versions = operations.includes(crawledOperations.DescribeProjectVersions)
    ? visit.findVersion()
    : Promise.resolve();
  return await Promise.all(
    operations.map(async (operation) => {
      if (operation === crawledOperations.DescribeProjectVersions || operation.parent === "version") {
        await versions;
      }
      return await visit.findingOf(operation);
    }),
  );
}

class TargetVisit {
  readonly #target: ReachableTarget;
  readonly #context: VisitContext;
  readonly #found = new Map<CrawledOperation, Finding>();
  #projects: readonly ProjectRecord[] = [];
  /** Whether `#projects` has all the projects that there are. */
  #areAllProjects = false;
  /** The things to ask about. */
  readonly #parents: Partial<Record<ParentKind, string>> = {};
  #projectsWithoutVersion = 0;

  constructor(target: ReachableTarget, context: VisitContext) {
    this.#target = target;
    this.#context = context;
  }

  /** Reads as many pages as it takes to find a project and a dataset. */
  async findProjects(): Promise<void> {
    const operation = crawledOperations.DescribeProjects;
    let pages = 0;
    await this.#ask(operation, "", undefined, ({ records, isLast }) => {
      pages += 1;
      this.#projects = [...this.#projects, ...records.filter(isProject)];
      this.#areAllProjects = isLast;
      return this.#datasets().length > 0 || pages === MOST_PAGES;
    });
    const [first] = this.#projects;
    const [dataset] = this.#datasets();
    if (first !== undefined) {
      this.#parents.project = first.arn;
    }
    if (dataset !== undefined) {
      this.#parents.dataset = dataset.arn;
    }
  }

  /** Asks one project after the other, until one has a version. */
  async findVersion(): Promise<void> {
    for (const { arn } of this.#projects.slice(0, MOST_PROJECTS)) {
      const finding = await this.#ask(crawledOperations.DescribeProjectVersions, arn, 1, ({ records }) => {
        const version = records.find((record) => record._tag === "Version");
        if (version?._tag === "Version") {
          this.#parents.version = version.arn;
        }
        return true;
      });
      if (this.#parents.version !== undefined || finding.outcome !== "ok") {
        return;
      }
      this.#projectsWithoutVersion += 1;
    }
  }

  async findingOf(operation: CrawledOperation): Promise<Finding> {
    const known = this.#found.get(operation);
    if (known !== undefined) {
      return known;
    }
    const { parent = "project", permission } = operation;
    const parentArn = this.#parents[parent];
    return parentArn === undefined
      ? notChecked(permission.action, this.#target, this.#whyNot(parent))
      : await this.#ask(operation, parentArn, 1, () => true);
  }

  /** The datasets that were found. Those that can be listed come first. */
  #datasets(): readonly ListedDataset[] {
    const datasets = this.#projects.flatMap((project) => project.datasets);
    return [...datasets.filter(isReady), ...datasets.filter((dataset) => !isReady(dataset))];
  }

  #whyNot(parent: ParentKind): string {
    const listers = [
      crawledOperations.DescribeProjects,
      // Without a project, no version is asked for.
      ...(parent === "version" && this.#projects.length > 0 ? [crawledOperations.DescribeProjectVersions] : []),
    ];
    const refused = listers.find((lister) => this.#found.get(lister)?.outcome !== "ok");
    if (refused !== undefined) {
      return `without ${refused.permission.action} there is nothing to ask about`;
    }
    const seen = parent === "version" ? this.#projectsWithoutVersion : this.#projects.length;
    return this.#areAllProjects && seen === this.#projects.length
      ? `there is no ${parent} to ask about`
      : `none of the first ${seen} projects has a ${parent} to ask about`;
  }

  /** @param isEnough - whether no further page is needed. */
  async #ask(
    operation: CrawledOperation,
    parentArn: string,
    pageSize: number | undefined,
    isEnough: (page: ReadPage) => boolean,
  ): Promise<Finding> {
    const about = { check: operation.permission.action, target: targetName(this.#target) };
    let finding: Finding | undefined;
    try {
      for await (const page of this.#pages(operation, parentArn, pageSize)) {
        this.#context.contact.made();
        finding = { ...about, outcome: "ok", message: "allowed", remedy: null };
        if (isEnough(page)) {
          break;
        }
      }
    } catch (error) {
      this.#context.signal.throwIfAborted();
      // After a page, a failure does not matter: the operation is allowed.
      finding ??= this.#failure(operation, parentArn, error);
    }
    finding ??= { ...about, outcome: "ok", message: "allowed", remedy: null };
    this.#found.set(operation, finding);
    return finding;
  }

  #pages(operation: CrawledOperation, parentArn: string, pageSize: number | undefined): AsyncIterable<ReadPage> {
    const { client, metrics, accountId, region, id = region } = this.#target;
    const { contact, limiters, now, retry, signal } = this.#context;
    return operation.pages({
      client,
      metrics,
      parentArn,
      from: undefined,
      label: `${operation.operation} in ${id}`,
      pageSize,
      perRequest: pacedRequests({ account: accountId ?? id, region }, { contact, limiters, retry }),
      signal,
      now,
    });
  }

  #failure(asked: CrawledOperation, parentArn: string, error: unknown): Finding {
    const { region, roleName } = this.#target;
    const check = asked.permission.action;
    const target = targetName(this.#target);
    const outcome = outcomeOf(error, { region, parentArn: parentArn === "" ? null : parentArn, pages: 0 });
    if (outcome === "gone" || outcome === "not-ready") {
      // AWS checks the permission before it looks for the resource: so the operation is allowed.
      return { check, outcome: "ok", target, message: "allowed", remedy: null };
    }
    if (outcome === "unsupported") {
      return notChecked(check, this.#target, `everything is denied in ${region}, where Custom Labels is not offered`);
    }
    return findingFrom(
      { check, outcome: outcome === "throttled" ? "unknown" : "failed", target },
      failureSentence(error, { region, roleName, operation: asked.operation, depth: askingDepth(asked) }),
    );
  }
}

function isProject(record: InventoryRecord): record is ProjectRecord {
  return record._tag === "Project";
}

function isReady({ status }: ListedDataset): boolean {
  return status === "CREATE_COMPLETE" || status === "UPDATE_COMPLETE";
}

/** Pages of projects. They have 500 projects, more than the default quota allows. */
const MOST_PAGES = 5;
/** Projects that are asked for a version. At the documented rate, that takes four seconds. */
const MOST_PROJECTS = 20;
