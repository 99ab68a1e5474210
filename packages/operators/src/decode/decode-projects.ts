import { ProjectDescription } from "@rekognition-rx/core";
import type { Observable } from "rxjs";
import { decodeRows } from "./decode-rows.js";
import type { DecodeRowsOptions } from "./decode-rows-options.js";

/**
 * Splits pages of `DescribeProjects` into their projects and decodes each, in order.
 *
 * Takes the SDK's pages, and those of the wire and of the AWS CLI. One bad project does not take its page along:
 * `onInvalid` decides about it alone. A page without `ProjectDescriptions` is empty; a page that is no object, or
 * whose list is none, is invalid as a whole and goes to `onInvalid` once.
 *
 * Errors with the `DecodeError` (under `onInvalid: "error"`), and with whatever a callback throws.
 * Synchronous: `take(n)` after it stops in the middle of a page, and the listing with it.
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
 * @see {@link flattenProjects} to split pages without decoding, {@link decodeItems} for one page in hand.
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

/** What {@link decodeProjects} does with what it did not expect. */
export type DecodeProjectsOptions = DecodeRowsOptions;

/**
 * What {@link decodeProjects} takes: values that may have `ProjectDescriptions`, as pages of the SDK have, JSON of the
 * AWS CLI, and `unknown`. The pages of another operation do not compile: they would give nothing.
 */
export type PageOfProjects<Page> = unknown extends Page
  ? unknown
  : "ProjectDescriptions" extends keyof Page
    ? unknown
    : [keyof Page] extends [never]
      ? unknown
      : { readonly ProjectDescriptions: unknown };
