import type { ListedTable } from "../views/tables/listed-by.js";
import type { RecordRows } from "../views/tables/tables.js";

/**
 * A difference between an earlier run and a later one. `_tag` says its kind, and `table` the type of its rows.
 *
 * @typeParam Name - the tables that are compared.
 */
export type Change<Name extends ListedTable = ListedTable> = {
  [Each in Name]: RowAdded<Each> | RowChanged<Each> | RowFound<Each> | RowRemoved<Each>;
}[Name];

/** A row that is new: if it had been there before, the earlier run would have seen it. */
export interface RowAdded<Name extends ListedTable> {
  readonly _tag: "Added";
  readonly table: Name;
  /** The values of the key's columns: `[arn]`, or for a tag `[versionArn, key]`. */
  readonly key: readonly string[];
  /** The row of the later run. */
  readonly row: RecordRows[Name];
}

/**
 * A row that may be new or not. The earlier run does not have it, but did not read the list of such rows to the end: it
 * was denied or cut off there, or did not ask.
 */
export interface RowFound<Name extends ListedTable> {
  readonly _tag: "Found";
  readonly table: Name;
  /** As {@link RowAdded.key}. */
  readonly key: readonly string[];
  /** The row of the later run. */
  readonly row: RecordRows[Name];
}

/** A row that both runs have, with other values in the later one. */
export interface RowChanged<Name extends ListedTable> {
  readonly _tag: "Changed";
  readonly table: Name;
  /** As {@link RowAdded.key}. */
  readonly key: readonly string[];
  /** The row of the later run. */
  readonly row: RecordRows[Name];
  /** The row of the earlier run. */
  readonly previous: RecordRows[Name];
  /** The members whose values differ, in the order of the columns. */
  readonly fields: readonly (keyof RecordRows[Name] & string)[];
}

/** A row that is gone: if it were still there, the later run would have seen it. */
export interface RowRemoved<Name extends ListedTable> {
  readonly _tag: "Removed";
  readonly table: Name;
  /** As {@link RowAdded.key}. */
  readonly key: readonly string[];
  /** The row of the earlier run. */
  readonly row: RecordRows[Name];
}
