import { ProjectVersionDescription } from "@rekognition-rx/core";
import type { Observable } from "rxjs";
import { decodeRows } from "./decode-rows.js";
import type { DecodeRowsOptions } from "./decode-rows-options.js";

/**
 * Splits pages of `DescribeProjectVersions` into their versions and decodes each, in order: what {@link decodeProjects} is
 * for projects.
 *
 * Errors with the `DecodeError` (under `onInvalid: "error"`), and with whatever a callback throws.
 * Synchronous: `take(n)` after it stops in the middle of a page, and the listing with it.
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
 * @see {@link flattenVersions} to split pages without decoding, {@link decodeItems} for one page in hand.
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

/** What {@link decodeVersions} does with what it did not expect. */
export type DecodeVersionsOptions = DecodeRowsOptions;

/** What {@link decodeVersions} takes; the pages of another operation do not compile: they would give nothing. */
export type PageOfVersions<Page> = unknown extends Page
  ? unknown
  : "ProjectVersionDescriptions" extends keyof Page
    ? unknown
    : [keyof Page] extends [never]
      ? unknown
      : { readonly ProjectVersionDescriptions: unknown };
