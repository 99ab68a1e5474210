import type { CompleteWalks } from "../ledger/complete-walks.js";
import { listedBy, type ListedTable } from "../views/tables/listed-by.js";
import type { ListedRow } from "./listed-row.js";
import { valueOf } from "./value-of.js";

/**
 * Which rows are known to be absent from a run, and not only unread: the walk that would list the row is complete, or
 * the parent of the row is known to be absent.
 *
 * Rows in Postgres are marked as deleted by the same rule.
 * The rule by which rows in Postgres are marked as deleted.
 */
export class KnownAbsent {
  readonly #complete: CompleteWalks;
  /** ARNs of absent rows, to which other rows may belong. */
  readonly #arns = new Set<string>();

  constructor(complete: CompleteWalks) {
    this.#complete = complete;
  }

  /**
   * Adds a row that the run does not have. All such rows of the parents' tables have to be added before.
   *
   * @returns whether the row is known to be absent.
   */
  add(table: ListedTable, row: ListedRow): boolean {
    const { operation, parent } = listedBy[table];
    const parentArn = parent === null ? "" : valueOf(table, row, parent.column);
    const isListed =
      operation === "DescribeProjects" ? this.#complete.hasPlace(row) : this.#complete.has(operation, parentArn);
    const isAbsent = isListed || this.#arns.has(parentArn);
    if (isAbsent && "arn" in row) {
      this.#arns.add(row.arn);
    }
    return isAbsent;
  }
}
