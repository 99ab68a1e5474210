import { concatMap, type Observable } from "rxjs";
import { itemsOf } from "./items-of.js";

/**
 * Splits the pages of `DescribeProjects` into their projects, in order.
 *
 * Synchronous: a page's projects are emitted before the next page is asked for,
 * so `take(n)` after it stops the listing at once.
 * Works on the SDK's pages and on decoded ones.
 *
 * @example
 * ```ts
 * import { describeProjects$, rekognitionClient } from "@rekognition-rx/core";
 * import { flattenProjects } from "@rekognition-rx/operators";
 * import { take } from "rxjs";
 *
 * describeProjects$({ client: rekognitionClient() })
 *   .pipe(flattenProjects(), take(10))
 *   .subscribe({ next: (project) => console.log(project.ProjectArn), error: console.error });
 * ```
 *
 * @see {@link flattenDatasets} for one row for each dataset.
 */
export function flattenProjects(): <Project>(pages$: Observable<ProjectsPage<Project>>) => Observable<Project> {
  return <Project>(pages$: Observable<ProjectsPage<Project>>) =>
    pages$.pipe(concatMap((page) => itemsOf(page, "ProjectDescriptions", "flattenProjects")));
}

/** A page of `DescribeProjects`, the SDK's or a decoded one. */
export interface ProjectsPage<Project> {
  /** A page without this list counts as empty. */
  readonly ProjectDescriptions?: readonly Project[] | undefined;
}
