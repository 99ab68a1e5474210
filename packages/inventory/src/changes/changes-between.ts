import type { Journal } from "../journal/journal.js";
import { LISTED_TABLES, listedBy, type ListedTable } from "../views/tables/listed-by.js";
import type { Change } from "./change.js";
import { changesOf, TABLES_BY_DEFAULT } from "./changes-of.js";
import { runOfJournal } from "./run-of-journal.js";

/** What {@link changesBetween} compares. */
export interface ChangesBetweenOptions<Name extends ListedTable = ListedTable> {
  /** @defaultValue `["projects", "datasets", "versions", "policies", "tags"]` */
  readonly tables?: readonly Name[] | undefined;
}

/**
 * What has changed between two runs, by their journals: the changes of each table, in the order of its keys.
 *
 * An honest answer, whatever the runs could not read:
 *
 * - `Removed` is only what the later run would have seen: the walk that lists it is `complete` there, or what it belongs
 *   to is `Removed` itself. What it was denied, did not come to or did not ask for is no change. `deleted_at` in Postgres
 *   is set by the same rule.
 * - `Added` is only what the earlier run would have seen, by the same rule. What is there now, and was not looked at
 *   completely before, is `Found`: it may be new or not. So a first run with `--depth versions` has its versions `Found`.
 * - `Changed` has the names of the members that are others. Never among them is what says something of the run alone
 *   (`runId`, `runStartedAt`, `seenAt`), nor what CloudWatch says. The statistics of a dataset are compared only where
 *   both runs have read them.
 *
 * Applied to the rows of the earlier run, the changes give those of the later one, beside rows of places that it did not
 * read completely, and statistics that one of them did not read. Of two rows with one key in a run, the last counts.
 *
 * Rows are recognised by their ARNs, and places by the account's number and the region, by whichever profile they were read.
 * Where nobody knows the account of an empty listing, it says nothing of what is not there.
 *
 * Nothing is read before an iteration begins, and each iteration reads each journal twice. Memory grows with the walks of
 * both runs, with the rows of the earlier one in these tables and those of what they belong to, and with the changes: of
 * the later run, rows that are as they were are not held. The same journals give the same changes; a run and itself none.
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
 * Every iteration rejects with a `NoRunError` where a journal does not begin with a run, and as `steps()` of the journals.
 *
 * @throws TypeError for a table that cannot be compared, at once: `inventory` joins two that can.
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
