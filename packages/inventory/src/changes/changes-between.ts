import type { Journal } from "../journal/journal.js";
import { LISTED_TABLES, listedBy, type ListedTable } from "../views/tables/listed-by.js";
import type { Change } from "./change.js";
import { changesOf, TABLES_BY_DEFAULT } from "./changes-of.js";
import { runOfJournal } from "./run-of-journal.js";

/** The options of {@link changesBetween}. */
export interface ChangesBetweenOptions<Name extends ListedTable = ListedTable> {
  /** The tables to compare. @defaultValue `["projects", "datasets", "versions", "policies", "tags"]` */
  readonly tables?: readonly Name[] | undefined;
}

/**
 * What has changed between two runs, read from their journals: table by table, in the order of the keys.
 *
 * It reports only what is known, even if the runs could not read everything:
 *
 * - `Removed`: the later run would have seen the row. The walk that lists it is `complete` there, or the parent of the
 *   row is `Removed`, too. If the later run was denied, was stopped before, or did not ask, the row is not `Removed`.
 *   `deleted_at` in Postgres is set by the same rule.
 * - `Added`: the earlier run would have seen the row, by the same rule.
 * - `Found`: the later run has the row, and the earlier run did not look completely. The row may be new or not. So in a
 *   first run with `--depth versions`, all versions are `Found`.
 * - `Changed`: `fields` names the members whose values differ. Members that only describe the run (`runId`,
 *   `runStartedAt`, `seenAt`), or that come from CloudWatch, are never compared. The statistics of a dataset are
 *   compared only if both runs have read them.
 *
 * The changes, applied to the rows of the earlier run, give the rows of the later one. Exceptions are values that are
 * not compared, and rows of lists that the later run did not read completely. If a run has two rows with the same key,
 * the last counts.
 *
 * A row is recognised by its ARN, and a place by account id and region: it does not matter which profile was used. If a
 * listing is empty and its account is not known, it does not prove that anything is absent.
 *
 * Nothing is read before an iteration begins, and each iteration reads each journal twice. Memory grows with the walks
 * of both runs, with the changes, and with the rows of the earlier run in these tables and in their parents' tables.
 * Unchanged rows of the later run are not held. The same journals always give the same changes, and a run compared with
 * itself gives none.
 *
 * Every iteration rejects with a `NoRunError` if a journal does not begin with a run, and with the errors of the
 * journals' `steps()`.
 *
 * @example
 * ```ts
 * import { changesBetween, fileJournal } from "@rekognition-rx/inventory";
 *
 * const before = fileJournal("out/runs/20261124T020000Z-91c0.journal");
 * const after = fileJournal("out/runs/20261125T020000Z-4f2a.journal");
 * for await (const change of changesBetween(before, after, { tables: ["projects", "versions"] })) {
 *   if (change._tag === "Changed" && change.table === "versions" && change.fields.includes("status")) {
 *     console.log(change.row.name, change.previous.status, change.row.status);
 *   }
 * }
 * ```
 *
 * @throws TypeError at once for a table that cannot be compared. `inventory` cannot: it joins two tables that can.
 */
export function changesBetween<Name extends ListedTable = Exclude<ListedTable, "entries" | "labels">>(
  before: Journal,
  after: Journal,
  options: ChangesBetweenOptions<Name> = {},
): AsyncIterable<Change<Name>> {
  const chosen: readonly ListedTable[] = [...(options.tables ?? TABLES_BY_DEFAULT)];
  for (const table of chosen) {
    if (!Object.hasOwn(listedBy, table)) {
      throw new TypeError(
        `changesBetween: there is no table ${JSON.stringify(table)} to compare; there are ${LISTED_TABLES.join(", ")}`,
      );
    }
  }
  return {
    [Symbol.asyncIterator]: () => changesIn(before, after, chosen) as AsyncIterator<Change<Name>, void, undefined>,
  };
}

async function* changesIn(
  before: Journal,
  after: Journal,
  chosen: readonly ListedTable[],
): AsyncGenerator<Change, void, undefined> {
  yield* changesOf(await runOfJournal(before), await runOfJournal(after), chosen);
}
