import { ProjectVersionDescription } from "@rekognition-rx/core";
import type { Observable } from "rxjs";
import { decodeRows } from "./decode-rows.js";
import type { DecodeRowsOptions } from "./decode-rows-options.js";

/**
 * Splits pages of `DescribeProjectVersions` into their versions and decodes each, in order. It does for versions what
 * {@link decodeProjects} does for projects.
 *
 * The stream errors with the `DecodeError` if `onInvalid` is `"error"`, and with whatever a callback throws.
 * Synchronous: `take(n)` after it stops in the middle of a page, and stops the listing, too.
 *
 * @example
 * ```ts
 * import { describeProjectVersions$, rekognitionClient } from "@rekognition-rx/core";
 * import { decodeVersions } from "@rekognition-rx/operators";
 *
 * const ProjectArn = "arn:aws:rekognition:us-east-1:111122223333:project/parts/1700000000000";
 * describeProjectVersions$({ client: rekognitionClient() }, { ProjectArn })
 *   .pipe(decodeVersions({ onInvalid: (error, raw) => console.warn(error.message, raw) }))
 *   .subscribe({ next: (version) => console.log(version.ProjectVersionArn, version.Status), error: console.error });
 * ```
 *
 * @throws TypeError for options that cannot work, at once.
 * @see {@link flattenVersions} to split pages without decoding, {@link decodeItems} for a single page.
 */
export function decodeVersions(
  options: DecodeVersionsOptions = {},
): <Page>(pages$: Observable<Page & PageOfVersions<Page>>) => Observable<ProjectVersionDescription> {
  return decodeRows(
    {
      caller: "decodeVersions",
      operation: "DescribeProjectVersions",
      list: "ProjectVersionDescriptions",
      arn: "ProjectVersionArn",
      codec: ProjectVersionDescription,
    },
    options,
  );
}

/** What {@link decodeVersions} does with values that it did not expect. */
export type DecodeVersionsOptions = DecodeRowsOptions;

/**
 * The pages that {@link decodeVersions} takes. Pages of another operation do not compile, since they have no versions.
 */
export type PageOfVersions<Page> = unknown extends Page
  ? unknown
  : "ProjectVersionDescriptions" extends keyof Page
    ? unknown
    : [keyof Page] extends [never]
      ? unknown
      : { readonly ProjectVersionDescriptions: unknown };
