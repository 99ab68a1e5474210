import { DecodeError, unknownEnums } from "@rekognition-rx/core";
import { type Either, isLeft, left, right } from "fp-ts/lib/Either.js";
import type * as t from "io-ts";
import type { Observable } from "rxjs";
import { checkCallbacks } from "../arguments/check-callbacks.js";
import { checkChoice } from "../arguments/check-choice.js";
import { checkOptions } from "../arguments/check-options.js";
import { emitEach, type Sink } from "../flatten/emit-each.js";
import { otherListIn } from "../flatten/items-of.js";
import type { DecodeRowsOptions } from "./decode-rows-options.js";
import { itemError } from "./item-error.js";

/** Which rows are decoded, and for which operator. */
interface RowsPlan<A> {
  readonly caller: string;
  readonly operation: string;
  /** The member of a page that has the rows. */
  readonly list: string;
  /** A member that every row has and no page has. */
  readonly arn: string;
  readonly codec: t.Type<A, unknown>;
}

/**
 * Splits pages into their rows and decodes each; see `decodeProjects`.
 *
 * @throws TypeError for options that cannot work, at once.
 */
export function decodeRows<A>(
  plan: RowsPlan<A>,
  options: DecodeRowsOptions,
): (pages$: Observable<unknown>) => Observable<A> {
  checkDecodeOptions(plan.caller, options);
  // One context for all rows, since a new one for each row would cost time. The error of an invalid row is given its
  // place afterwards.
  const nowhere: t.Context = [{ key: "", type: plan.codec }];
  return (pages$) => pages$.pipe(emitEach((page, sink: Sink<A>) => decodePage(page, plan, nowhere, options, sink)));
}

/** Checked at once. Otherwise a misspelt option would show only at the first bad project. */
function checkDecodeOptions(caller: string, options: DecodeRowsOptions): void {
  checkOptions(caller, options);
  const { onInvalid, onUnknownEnum, unknownEnums: policy } = options;
  if (typeof onInvalid !== "function") {
    checkChoice(`${caller}: onInvalid`, onInvalid, ["error", "skip"], "or a function");
  }
  checkCallbacks(caller, { onUnknownEnum });
  checkChoice(`${caller}: unknownEnums`, policy, ["keep", "error"]);
}

/** Gives the rows of a page to the sink, and stops reading when the sink is closed. */
function decodePage<A>(
  page: unknown,
  plan: RowsPlan<A>,
  nowhere: t.Context,
  options: DecodeRowsOptions,
  sink: Sink<A>,
): void {
  const { onInvalid = "error", onUnknownEnum, unknownEnums: policy } = options;
  const refuse = (error: DecodeError, raw: unknown): void => {
    if (onInvalid === "error") {
      throw error;
    }
    if (onInvalid !== "skip") {
      onInvalid(error, raw);
    }
  };
  const found = listIn(page, plan);
  if (isLeft(found)) {
    refuse(found.left, page);
    return;
  }
  const { list, codec } = plan;
  const rows = found.right;
  const looksAtEnums = onUnknownEnum !== undefined || policy === "error";

  for (let index = 0; index < rows.length && !sink.closed; index += 1) {
    let row: unknown;
    try {
      row = rows[index];
    } catch (cause) {
      refuse(unreadable([list, index], cause), undefined);
      continue;
    }
    const decoded = codec.validate(row, nowhere);
    if (isLeft(decoded)) {
      refuse(itemError(decoded.left, row, { at: [list, index], resource: undefined, index: undefined }), row);
      continue;
    }
    const error = looksAtEnums ? reportUnknownEnums(decoded.right, index, plan, options) : undefined;
    if (error === undefined) {
      sink.next(decoded.right);
    } else {
      refuse(error, row);
    }
  }
}

function reportUnknownEnums<A>(
  row: A,
  index: number,
  { list, codec }: RowsPlan<A>,
  { onUnknownEnum, unknownEnums: policy }: DecodeRowsOptions,
): DecodeError | undefined {
  const found = unknownEnums(codec, row, [list, index]);
  for (const { path, value } of found) {
    onUnknownEnum?.(path, value);
  }
  return policy === "error" && found.length > 0 ? new DecodeError({ issues: found, raw: row }) : undefined;
}

/** The list of a page, or what is wrong with the page. A page that throws when it is read is wrong, too. */
function listIn<A>(
  page: unknown,
  { caller, operation, list: name, arn, codec }: RowsPlan<A>,
): Either<DecodeError, readonly unknown[]> {
  try {
    if (!isPage(page)) {
      return left(invalid([], page, `expected a page of ${operation}`));
    }
    const list = page[name];
    if (isList(list)) {
      return right(list);
    }
    if (list !== undefined && list !== null) {
      return left(invalid([name], list, `expected an array of ${codec.name}`));
    }
    const other = otherListIn(page, name);
    if (other !== undefined) {
      return left(invalid([], page, `expected a page of ${operation}, not one with ${other}`));
    }
    // After a flatten operator, every row would look like an empty page, and nothing would come out.
    return arn in page
      ? left(invalid([], page, `expected a page of ${operation}, not one of its items (${caller} splits pages itself)`))
      : right([]);
  } catch (cause) {
    return left(unreadable([], cause));
  }
}

/**
 * Recognised by its tag: an `Error`, or a promise that nobody awaited, has no list either and would look like an empty
 * page.
 */
function isPage(value: unknown): value is Readonly<Record<string, unknown>> {
  return Object.prototype.toString.call(value) === "[object Object]";
}

/** Reads the length as well: a list that throws when it is read must throw here. */
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
  return new DecodeError({ issues: [{ path, value, message }], raw: value });
}
