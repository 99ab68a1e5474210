import { concatMap, type Observable } from "rxjs";
import { itemsOf } from "./items-of.js";

/**
 * Splits the pages of `DescribeProjectVersions` into their versions, in order.
 *
 * Synchronous: a page's versions are emitted before the next page is asked for,
 * so `take(n)` after it stops the listing at once.
 * Works on the SDK's pages and on decoded ones.
 *
 * @example
 * ```ts
 * import { describeProjectVersions$, rekognitionClient } from "@rekognition-rx/core";
 * import { flattenVersions } from "@rekognition-rx/operators";
 * import { filter } from "rxjs";
 *
 * const ProjectArn = "arn:aws:rekognition:us-east-1:111122223333:project/parts/1700000000000";
 * describeProjectVersions$({ client: rekognitionClient() }, { ProjectArn })
 *   .pipe(flattenVersions(), filter(({ Status }) => Status === "RUNNING"))
 *   .subscribe({ next: (version) => console.log(version.ProjectVersionArn), error: console.error });
 * ```
 *
 * @see {@link flattenProjects}
 */
export function flattenVersions(): <Version>(pages$: Observable<VersionsPage<Version>>) => Observable<Version> {
  return <Version>(pages$: Observable<VersionsPage<Version>>) =>
    pages$.pipe(concatMap((page) => itemsOf(page, "ProjectVersionDescriptions", "flattenVersions")));
}

/** A page of `DescribeProjectVersions`, the SDK's or a decoded one. */
export interface VersionsPage<Version> {
  /** A page without this list counts as empty. */
  readonly ProjectVersionDescriptions?: readonly Version[] | undefined;
}
