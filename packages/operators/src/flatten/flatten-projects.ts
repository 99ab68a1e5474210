import type { Observable } from "rxjs";
import { eachOf } from "./each-of.js";

/**
 * Splits the pages of a listing into their projects, in order.
 *
 * Synchronous: a page's projects are emitted before the next page is asked for,
 * so `take(n)` behind it stops the listing at once.
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
 * @see {@link flattenDatasets} for one row a dataset.
 */
export function flattenProjects(): <Project>(pages$: Observable<ProjectsPage<Project>>) => Observable<Project> {
  return <Project>(pages$: Observable<ProjectsPage<Project>>) => eachOf(pages$, projectsOf<Project>);
}

/** A page of `DescribeProjects`, the SDK's or a decoded one. */
export interface ProjectsPage<Project> {
  readonly ProjectDescriptions?: readonly Project[] | undefined;
}

/** The projects of a page; a page without a list has none. */
export function projectsOf<Project>(page: ProjectsPage<Project>): readonly Project[] {
  return page.ProjectDescriptions ?? [];
}
