import { ProjectDescription } from "@rekognition-rx/core";
import type { Observable } from "rxjs";
import { decodeRows } from "./decode-rows.js";
import type { DecodeRowsOptions } from "./decode-rows-options.js";

/**
 * Splits pages of `DescribeProjects` into their projects and decodes each, in order.
 *
 * Takes pages of the SDK, of the wire and of the AWS CLI. A bad project does not affect the rest of its page:
 * `onInvalid` decides about this project only. A page without `ProjectDescriptions` is empty. A page that is not an
 * object, or whose `ProjectDescriptions` is not an array, is invalid as a whole and goes to `onInvalid` once.
 *
 * The stream errors with the `DecodeError` if `onInvalid` is `"error"`, and with whatever a callback throws.
 * Synchronous: `take(n)` after it stops in the middle of a page, and stops the listing, too.
 *
 * @example
 * ```ts
 * import { describeProjects$, rekognitionClient } from "@rekognition-rx/core";
 * import { decodeProjects } from "@rekognition-rx/operators";
 *
 * describeProjects$({ client: rekognitionClient() })
 *   .pipe(decodeProjects({ onInvalid: (error, raw) => console.warn(error.message, raw) }))
 *   .subscribe({ next: (project) => console.log(project.ProjectArn), error: console.error });
 * ```
 *
 * @throws TypeError for options that cannot work, at once.
 * @see {@link flattenProjects} to split pages without decoding, {@link decodeItems} for a single page.
 */
export function decodeProjects(
  options: DecodeProjectsOptions = {},
): <Page>(pages$: Observable<Page & PageOfProjects<Page>>) => Observable<ProjectDescription> {
  return decodeRows(
    {
      caller: "decodeProjects",
      operation: "DescribeProjects",
      list: "ProjectDescriptions",
      arn: "ProjectArn",
      codec: ProjectDescription,
    },
    options,
  );
}

/** What {@link decodeProjects} does with values that it did not expect. */
export type DecodeProjectsOptions = DecodeRowsOptions;

/**
 * The pages that {@link decodeProjects} takes: values that may have `ProjectDescriptions`, such as pages of the SDK and
 * JSON of the AWS CLI, and `unknown`. Pages of another operation do not compile, since they have no projects.
 */
export type PageOfProjects<Page> = unknown extends Page
  ? unknown
  : "ProjectDescriptions" extends keyof Page
    ? unknown
    : [keyof Page] extends [never]
      ? unknown
      : { readonly ProjectDescriptions: unknown };
