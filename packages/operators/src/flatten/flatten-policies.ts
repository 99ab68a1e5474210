import { concatMap, type Observable } from "rxjs";
import { itemsOf } from "./items-of.js";

/**
 * Splits the pages of `ListProjectPolicies` into their policies, in order.
 *
 * Synchronous: a page's policies are emitted before the next page is asked for,
 * so `take(n)` after it stops the listing at once.
 * Works on the SDK's pages and on decoded ones.
 *
 * @example
 * ```ts
 * import { listProjectPolicies$, rekognitionClient } from "@rekognition-rx/core";
 * import { flattenPolicies } from "@rekognition-rx/operators";
 *
 * const ProjectArn = "arn:aws:rekognition:us-east-1:111122223333:project/parts/1700000000000";
 * listProjectPolicies$({ client: rekognitionClient() }, { ProjectArn })
 *   .pipe(flattenPolicies())
 *   .subscribe({ next: ({ PolicyName }) => console.log(PolicyName), error: console.error });
 * ```
 *
 * @see {@link flattenProjects}
 */
export function flattenPolicies(): <Policy>(pages$: Observable<PoliciesPage<Policy>>) => Observable<Policy> {
  return <Policy>(pages$: Observable<PoliciesPage<Policy>>) =>
    pages$.pipe(concatMap((page) => itemsOf(page, "ProjectPolicies", "flattenPolicies")));
}

/** A page of `ListProjectPolicies`, the SDK's or a decoded one. */
export interface PoliciesPage<Policy> {
  /** A page without this list counts as empty. */
  readonly ProjectPolicies?: readonly Policy[] | undefined;
}
