import type { ListedTable } from "../views/tables/listed-by.js";
import type { RecordRows } from "../views/tables/tables.js";

/**
 * What differs in a later run from an earlier one. The kinds are distinguished by `_tag`, and the rows by `table`.
 *
 * @typeParam Name - the tables that are compared.
 */
export type Change<Name extends ListedTable = ListedTable> = {
  [Each in Name]: RowAdded<Each> | RowChanged<Each> | RowFound<Each> | RowRemoved<Each>;
}[Name];

/** A row that is new: the earlier run would have seen it. */
export interface RowAdded<Name extends ListedTable> {
  readonly _tag: "Added";
  readonly table: Name;
  /** The values of the key's columns: `[arn]`, of a tag `[versionArn, key]`. */
  readonly key: readonly string[];
  readonly row: RecordRows[Name];
}

/**
 * A row that is seen now, and may be new or not: the earlier run did not have it, and did not come to the end of the list
 * that would have it. It was denied or cut off there, or did not ask.
 */
export interface RowFound<Name extends ListedTable> {
  readonly _tag: "Found";
  readonly table: Name;
  /** As {@link RowAdded.key}. */
  readonly key: readonly string[];
  readonly row: RecordRows[Name];
}

/** A row that both runs have, and that says something else now. */
export interface RowChanged<Name extends ListedTable> {
  readonly _tag: "Changed";
  readonly table: Name;
  /** As {@link RowAdded.key}. */
  readonly key: readonly string[];
  readonly row: RecordRows[Name];
  /** As the earlier run had it. */
  readonly previous: RecordRows[Name];
  /** Which of its members are others, in the order of the columns. */
  readonly fields: readonly (keyof RecordRows[Name] & string)[];
}

/** A row that is gone: the later run would have seen it. */
export interface RowRemoved<Name extends ListedTable> {
  readonly _tag: "Removed";
  readonly table: Name;
  /** As {@link RowAdded.key}. */
  readonly key: readonly string[];
  /** As the earlier run had it. */
  readonly row: RecordRows[Name];
}
