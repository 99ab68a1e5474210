import { parseProjectArn } from "@rekognition-rx/core";
import { isRight } from "fp-ts/lib/Either.js";
import { defer, map, type OperatorFunction, reduce } from "rxjs";
import { asGiven } from "../arguments/as-given.js";
import type { ProjectsPage } from "./flatten-projects.js";
import { itemsOf } from "./items-of.js";

/**
 * Emits, when the walk is complete, the names that the service did not return.
 *
 * The service leaves out a name that it does not know, and says nothing. Emits one list, once and at the end: the names
 * of `names` that no project of any page had, each once, in the order of `names`; an empty list if all of them came.
 * A walk that fails, or is left, reports nothing: what has not come may still have been there.
 *
 * A project's name is in its ARN, compared letter by letter. Works on the SDK's pages and on decoded ones, and after
 * `retryThrottled` and `restartOnExpiredToken`. To have the projects as well, `connect` the pages: two subscriptions
 * would be two walks.
 *
 * @example
 * ```ts
 * import { describeProjects$, rekognitionClient } from "@rekognition-rx/core";
 * import { flattenProjects, projectsNotFound } from "@rekognition-rx/operators";
 * import { connect, ignoreElements, merge, tap } from "rxjs";
 *
 * const ProjectNames = ["solder", "label-check", "pallets"];
 * describeProjects$({ client: rekognitionClient() }, { ProjectNames })
 *   .pipe(
 *     connect((pages$) =>
 *       merge(
 *         pages$.pipe(flattenProjects()),
 *         pages$.pipe(
 *           projectsNotFound(ProjectNames),
 *           tap((names) => console.warn(`not found: ${names.join(", ") || "none"}`)),
 *           ignoreElements(),
 *         ),
 *       ),
 *     ),
 *   )
 *   .subscribe({ next: (project) => console.log(project.ProjectArn), error: console.error });
 * ```
 *
 * @param names - the names that were asked for, as in `ProjectNames`. Read once, here.
 */
export function projectsNotFound(
  names: readonly string[],
): OperatorFunction<ProjectsPage<{ readonly ProjectArn?: string | undefined }>, readonly string[]> {
  if (!Array.isArray(names)) {
    throw new TypeError(`projectsNotFound: names must be an array of project names, not ${asGiven(names)}`);
  }
  const wanted: ReadonlySet<string> = new Set(names);
  return (pages$) =>
    // A seed for each subscription: it is written into.
    defer(() =>
      pages$.pipe(
        reduce((missing, page) => {
          for (const project of itemsOf(page, "ProjectDescriptions", "projectsNotFound")) {
            const parsed = parseProjectArn(project?.ProjectArn);
            if (isRight(parsed)) {
              missing.delete(parsed.right.projectName);
            }
          }
          return missing;
        }, new Set(wanted)),
        map((missing) => [...missing]),
      ),
    );
}
