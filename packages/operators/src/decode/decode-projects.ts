import { DecodeError, ProjectDescription, decodeErrorFrom, unknownEnums } from "@rekognition-rx/core";
import { type Either, isLeft, left, right } from "fp-ts/lib/Either.js";
import type { Context } from "io-ts";
import { Observable, type OperatorFunction, type Subscriber } from "rxjs";
import { subscribeLinked } from "../operate/subscribe-linked.js";

/**
 * Splits pages of `DescribeProjects` into their projects and decodes each, in order.
 *
 * Takes the SDK's pages, and those of the wire and of the AWS CLI. One bad project does not take its page along:
 * `onInvalid` decides about it alone. A page without `ProjectDescriptions` is empty; a page that is no object, or
 * whose list is none, is invalid as a whole and goes to `onInvalid` once.
 *
 * Errors with the `DecodeError` (under `onInvalid: "error"`), and with whatever a callback throws.
 * Synchronous: `take(n)` behind it stops in the middle of a page, and the listing with it.
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
export function decodeProjects(options: DecodeProjectsOptions = {}): OperatorFunction<unknown, ProjectDescription> {
  checkOptions(options);
  return (source) =>
    new Observable((subscriber) => {
      subscribeLinked(source, subscriber, { next: (page) => emitProjects(page, options, subscriber) });
    });
}

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
   * Told of each enum value that this package does not know, before its project is emitted:
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
function checkOptions({ onInvalid, onUnknownEnum, unknownEnums: policy }: DecodeProjectsOptions): void {
  if (onInvalid !== undefined && onInvalid !== "error" && onInvalid !== "skip" && typeof onInvalid !== "function") {
    throw new TypeError(
      `decodeProjects: onInvalid must be "error", "skip" or a function, not ${JSON.stringify(onInvalid)}`,
    );
  }
  if (onUnknownEnum !== undefined && typeof onUnknownEnum !== "function") {
    throw new TypeError(`decodeProjects: onUnknownEnum must be a function, not ${JSON.stringify(onUnknownEnum)}`);
  }
  if (policy !== undefined && policy !== "keep" && policy !== "error") {
    throw new TypeError(`decodeProjects: unknownEnums must be "keep" or "error", not ${JSON.stringify(policy)}`);
  }
}

function emitProjects(page: unknown, options: DecodeProjectsOptions, subscriber: Subscriber<ProjectDescription>): void {
  const refuse = (error: DecodeError, raw: unknown): void => {
    const { onInvalid = "error" } = options;
    if (onInvalid === "error") subscriber.error(error);
    else if (onInvalid !== "skip") onInvalid(error, raw);
  };
  const list = rowsOf(page);
  if (isLeft(list)) return refuse(list.left, page);
  const rows = list.right;
  const looksAtEnums = options.onUnknownEnum !== undefined || options.unknownEnums === "error";

  for (let index = 0; index < rows.length; index++) {
    let row: unknown;
    try {
      row = rows[index];
    } catch (cause) {
      refuse(unreadable([LIST, index], cause), undefined);
      if (subscriber.closed) return;
      continue;
    }
    // No context, for that would be built for every row: the report of an invalid one is given its place afterwards.
    const decoded = ProjectDescription.validate(row, NOWHERE);
    if (isLeft(decoded)) refuse(decodeErrorFrom(decoded.left, [LIST, index]), row);
    else {
      const error = looksAtEnums ? reportUnknownEnums(decoded.right, index, options) : undefined;
      if (error === undefined) subscriber.next(decoded.right);
      else refuse(error, row);
    }
    // take(n) behind us closes in the middle of a page.
    if (subscriber.closed) return;
  }
}

const NOWHERE: Context = [];
const LIST = "ProjectDescriptions";

function reportUnknownEnums(
  project: ProjectDescription,
  index: number,
  { onUnknownEnum, unknownEnums: policy }: DecodeProjectsOptions,
): DecodeError | undefined {
  const found = unknownEnums(ProjectDescription, project, [LIST, index]);
  for (const { path, value } of found) onUnknownEnum?.(path, value);
  return policy === "error" && found.length > 0 ? new DecodeError({ issues: found }) : undefined;
}

/** A page's list, or what is wrong with the page. A page of which nothing can be read is wrong, too. */
function rowsOf(page: unknown): Either<DecodeError, readonly unknown[]> {
  try {
    if (!isPage(page)) return left(invalid([], page, "expected a page of DescribeProjects"));
    const list = page[LIST];
    if (isList(list)) return right(list);
    if (list !== undefined && list !== null) {
      return left(invalid([LIST], list, "expected an array of ProjectDescription"));
    }
    // Behind flattenProjects every project would pass for an empty page, and nothing would come out.
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
