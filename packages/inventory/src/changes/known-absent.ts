import type { CompleteWalks } from "../ledger/complete-walks.js";
import { listedBy, type ListedTable } from "../views/tables/listed-by.js";
import type { ListedRow } from "./listed-row.js";
import { valueOf } from "./value-of.js";

/**
 * What is known not to be there in a run, of what is not in its rows: the walk that would list it is complete, or what it
 * belongs to is known not to be there itself.
 *
 * The rule by which rows in Postgres are marked as deleted.
 */
export class KnownAbsent {
  readonly #complete: CompleteWalks;
  /** ARNs of what other rows may belong to. */
  readonly #arns = new Set<string>();

  constructor(complete: CompleteWalks) {
    this.#complete = complete;
  }

  /**
   * Takes in a row that the run does not have, of a table whose parents' rows were all taken in.
   *
   * @returns whether it is known not to be there.
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
