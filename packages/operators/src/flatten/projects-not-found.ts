import { parseProjectArn } from "@rekognition-rx/core";
import { isRight } from "fp-ts/lib/Either.js";
import { defer, map, type OperatorFunction, reduce } from "rxjs";
import { asGiven } from "../arguments/as-given.js";
import type { ProjectsPage } from "./flatten-projects.js";
import { itemsOf } from "./items-of.js";

/**
 * Emits the names that the service did not return, when the walk is complete.
 *
 * The service leaves out a name that it does not know, without an error. This operator emits one list, at the end:
 * those of `names` that no project on any page had, each once, in the order of `names`. The list is empty if all of
 * them came. If the walk fails, or is unsubscribed, it emits nothing: the missing names may still have come.
 *
 * The name of a project is taken from its ARN and compared letter by letter. Works on the SDK's pages and on decoded
 * ones, and after `retryThrottled` and `restartOnExpiredToken`. To get the projects as well, share the pages with
 * `connect`, as in the example: two subscriptions would be two walks.
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
 * @param names - the names that were asked for, as in `ProjectNames`. They are read once, at the call.
 * @throws TypeError if `names` is not an array, at once.
 */
export function projectsNotFound(
  names: readonly string[],
): OperatorFunction<ProjectsPage<{ readonly ProjectArn?: string | undefined }>, readonly string[]> {
  if (!Array.isArray(names)) {
    throw new TypeError(`projectsNotFound: names must be an array of project names, not ${asGiven(names)}`);
  }
  const wanted: ReadonlySet<string> = new Set(names);
  return (pages$) =>
    // A new seed for each subscription, since it is changed.
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
