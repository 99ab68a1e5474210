import type { ListedTable } from "../views/tables/listed-by.js";
import type { RecordTable } from "../views/tables/table.js";
import { recordTables } from "../views/tables/tables.js";
import type { Change } from "./change.js";
import type { ComparedMembers } from "./compared-members.js";
import type { KnownAbsent } from "./known-absent.js";
import type { ListedRow } from "./listed-row.js";
import { valueOf } from "./value-of.js";

/**
 * The changes of one table.
 *
 * Its memory grows with the rows of the earlier run, and with the rows of the later one that differ.
 */
export class TableChanges {
  readonly name: ListedTable;
  readonly #table: RecordTable<ListedRow>;
  readonly #members: ComparedMembers;
  readonly #slots = new Map<string, Slot>();

  constructor(name: ListedTable, members: ComparedMembers) {
    this.name = name;
    this.#table = recordTables[name];
    this.#members = members;
  }

  /** Adds a row of the earlier run. All of them have to be added before the rows of the later run. */
  addBefore(row: ListedRow): void {
    // A list that changed while it was read may have a row twice: the last one counts, as it does in Postgres.
    this.#slots.set(this.#idOf(row), { before: row, after: undefined });
  }

  addAfter(row: ListedRow): void {
    const id = this.#idOf(row);
    const slot = this.#slots.get(id);
    if (slot === undefined) {
      this.#slots.set(id, { before: undefined, after: row });
    } else {
      // Equal rows are not held twice.
      slot.after = this.#isSame(slot, row) ? slot.before : row;
    }
  }

  /**
   * The changes, in the order of their keys.
   *
   * @param before - the rows that are known to be absent from the earlier run. Parents' tables have to come first.
   * @param after - the same for the later run.
   */
  changes(before: KnownAbsent, after: KnownAbsent): readonly Change[] {
    const changes: Change[] = [];
    for (const slot of this.#slots.values()) {
      const change = this.#changeOf(slot, before, after);
      if (change !== undefined) {
        // The compiler cannot see that the rows are of this table.
        changes.push(change as Change);
      }
    }
    return changes.toSorted(byKey);
  }

  #changeOf({ before: previous, after: row }: Slot, before: KnownAbsent, after: KnownAbsent): AnyChange | undefined {
    const table = this.name;
    if (row === undefined) {
      return previous !== undefined && after.add(table, previous)
        ? { _tag: "Removed", table, key: this.#keyOf(previous), row: previous }
        : undefined;
    }
    if (previous === undefined) {
      return { _tag: before.add(table, row) ? "Added" : "Found", table, key: this.#keyOf(row), row };
    }
    if (row === previous) {
      return undefined;
    }
    const fields = this.#members.differing(previous, row);
    return { _tag: "Changed", table, key: this.#keyOf(row), row, previous, fields };
  }

  #isSame({ before }: Slot, row: ListedRow): boolean {
    return before !== undefined && this.#members.differing(before, row).length === 0;
  }

  #idOf(row: ListedRow): string {
    return JSON.stringify(this.#keyOf(row));
  }

  #keyOf(row: ListedRow): readonly string[] {
    return this.#table.key.map((column) => valueOf(this.name, row, column));
  }
}

/** The rows that the runs have under one key. If they are equal, `after` is the same object as `before`. */
interface Slot {
  readonly before: ListedRow | undefined;
  after: ListedRow | undefined;
}

interface AnyChange {
  readonly _tag: Change["_tag"];
  readonly table: ListedTable;
  readonly key: readonly string[];
  readonly row: ListedRow;
  readonly previous?: ListedRow;
  readonly fields?: readonly string[];
}

/** Compares by code units: the order is the same on every machine. */
function byKey({ key: a }: Change, { key: b }: Change): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return (a[at] ?? "") < (b[at] ?? "") ? -1 : 1;
}
