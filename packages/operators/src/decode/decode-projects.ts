import { DecodeError, ProjectDescription, decodeErrorFrom, unknownEnums } from "@rekognition-rx/core";
import { type Either, isLeft, left, right } from "fp-ts/lib/Either.js";
import type { Context } from "io-ts";
import type { Observable } from "rxjs";
import { checkCallbacks } from "../arguments/check-callbacks.js";
import { checkChoice } from "../arguments/check-choice.js";
import { checkOptions } from "../arguments/check-options.js";
import { emitEach, type Sink } from "../flatten/emit-each.js";

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
 * @see {@link flattenProjects} to split pages without decoding.
 */
export function decodeProjects(
  options: DecodeProjectsOptions = {},
): <Page>(pages$: Observable<Page & PageOfProjects<Page>>) => Observable<ProjectDescription> {
  checkDecodeOptions(options);
  return (pages$) => pages$.pipe(emitEach((page, sink) => decodeRows(page, options, sink)));
}

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

/** What {@link decodeProjects} does with what it did not expect. */
export interface DecodeProjectsOptions {
  /**
   * What becomes of an invalid project, or page: `"error"` ends the stream, `"skip"` drops it,
   * a function is given the error and the raw value (a dead letter) and the stream goes on.
   *
   * @defaultValue "error"
   */
  readonly onInvalid?: "error" | "skip" | ((error: DecodeError, raw: unknown) => void) | undefined;
  /**
   * Called for each enum value that this package does not know, before its project is emitted:
   * `("ProjectDescriptions[3].Status", "ARCHIVED")`.
   */
  readonly onUnknownEnum?: ((path: string, value: string) => void) | undefined;
  /**
   * What becomes of a project with such a value: `"keep"` emits it with the raw string, `"error"` makes it invalid.
   *
   * @defaultValue "keep"
   */
  readonly unknownEnums?: "keep" | "error" | undefined;
}

/** A misspelt policy would otherwise be found out by the first bad project, at night. */
function checkDecodeOptions(options: DecodeProjectsOptions): void {
  checkOptions("decodeProjects", options);
  const { onInvalid, onUnknownEnum, unknownEnums: policy } = options;
  if (typeof onInvalid !== "function") {
    checkChoice("decodeProjects: onInvalid", onInvalid, ["error", "skip"], "or a function");
  }
  checkCallbacks("decodeProjects", { onUnknownEnum });
  checkChoice("decodeProjects: unknownEnums", policy, ["keep", "error"]);
}

/** Gives the projects of a page to the sink. No row is read that nobody takes. */
function decodeRows(page: unknown, options: DecodeProjectsOptions, sink: Sink<ProjectDescription>): void {
  const { onInvalid = "error", onUnknownEnum, unknownEnums: policy } = options;
  const refuse = (error: DecodeError, raw: unknown): void => {
    if (onInvalid === "error") {
      throw error;
    }
    if (onInvalid !== "skip") {
      onInvalid(error, raw);
    }
  };
  const list = listIn(page);
  if (isLeft(list)) {
    refuse(list.left, page);
    return;
  }
  const rows = list.right;
  const looksAtEnums = onUnknownEnum !== undefined || policy === "error";

  for (let index = 0; index < rows.length && !sink.closed; index += 1) {
    let row: unknown;
    try {
      row = rows[index];
    } catch (cause) {
      refuse(unreadable([LIST, index], cause), undefined);
      continue;
    }
    // One context for all, for it would be built for every row: the report of an invalid one is given its place afterwards.
    const decoded = ProjectDescription.validate(row, NOWHERE);
    if (isLeft(decoded)) {
      refuse(decodeErrorFrom(decoded.left, [LIST, index]), row);
      continue;
    }
    const error = looksAtEnums ? reportUnknownEnums(decoded.right, index, options) : undefined;
    if (error === undefined) {
      sink.next(decoded.right);
    } else {
      refuse(error, row);
    }
  }
}

const NOWHERE: Context = [{ key: "", type: ProjectDescription }];
const LIST = "ProjectDescriptions";

function reportUnknownEnums(
  project: ProjectDescription,
  index: number,
  { onUnknownEnum, unknownEnums: policy }: DecodeProjectsOptions,
): DecodeError | undefined {
  const found = unknownEnums(ProjectDescription, project, [LIST, index]);
  for (const { path, value } of found) {
    onUnknownEnum?.(path, value);
  }
  return policy === "error" && found.length > 0 ? new DecodeError({ issues: found }) : undefined;
}

/** A page's list, or what is wrong with the page. A page of which nothing can be read is wrong, too. */
function listIn(page: unknown): Either<DecodeError, readonly unknown[]> {
  try {
    if (!isPage(page)) {
      return left(invalid([], page, "expected a page of DescribeProjects"));
    }
    const list = page[LIST];
    if (isList(list)) {
      return right(list);
    }
    if (list !== undefined && list !== null) {
      return left(invalid([LIST], list, "expected an array of ProjectDescription"));
    }
    // After flattenProjects every project would pass for an empty page, and nothing would come out.
    return "ProjectArn" in page
      ? left(invalid([], page, "expected a page of DescribeProjects, which decodeProjects splits itself"))
      : right([]);
  } catch (cause) {
    return left(unreadable([], cause));
  }
}

/** By its tag: an `Error`, or a promise that nobody awaited, has no list either and would pass for an empty page. */
function isPage(value: unknown): value is Readonly<Record<string, unknown>> {
  return Object.prototype.toString.call(value) === "[object Object]";
}

/** Asks for the length as well: a list that throws when it is asked shall do so here. */
function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.length >= 0;
}

function unreadable(path: readonly PropertyKey[], cause: unknown): DecodeError {
  return new DecodeError({
    issues: [{ path, message: "expected a value that can be read, but reading it threw" }],
    cause,
  });
}

function invalid(path: readonly PropertyKey[], value: unknown, message: string): DecodeError {
  return new DecodeError({ issues: [{ path, value, message }] });
}
