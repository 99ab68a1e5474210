import { LISTED_TABLES, listedBy, type ListedTable } from "../views/tables/listed-by.js";
import type { Change } from "./change.js";
import type { ComparedRun } from "./compared-run.js";
import { ComparedMembers } from "./compared-members.js";
import { KnownAbsent } from "./known-absent.js";
import { TableChanges } from "./table-changes.js";

/** The changes from one run to another in the chosen tables, each table in the order of its keys. */
export async function* changesOf(
  before: ComparedRun,
  after: ComparedRun,
  chosen: readonly ListedTable[] = TABLES_BY_DEFAULT,
): AsyncGenerator<Change, void, undefined> {
  const members = [before.complete, after.complete];
  const tables = new Map(
    withParents(chosen).map((name) => [name, new TableChanges(name, new ComparedMembers(name, members))]),
  );
  const names = [...tables.keys()];
  for await (const { table, row } of before.rows(names)) {
    tables.get(table)?.addBefore(row);
  }
  for await (const { table, row } of after.rows(names)) {
    tables.get(table)?.addAfter(row);
  }
  const absent = { before: new KnownAbsent(before.complete), after: new KnownAbsent(after.complete) };
  for (const table of tables.values()) {
    const changes = table.changes(absent.before, absent.after);
    if (chosen.includes(table.name)) {
      yield* changes;
    }
  }
}

/** Adds the parents' tables: sometimes a row is known to be gone only because its parent is gone. */
function withParents(chosen: readonly ListedTable[]): readonly ListedTable[] {
  const parents = chosen.flatMap((table) => listedBy[table].parent?.table ?? []);
  const needed = parents.length === 0 ? chosen : [...chosen, ...withParents(parents)];
  return LISTED_TABLES.filter((table) => needed.includes(table));
}

/** All tables but `labels` and `entries`, which have a row for each label and for each line of a dataset. */
export const TABLES_BY_DEFAULT: readonly ListedTable[] = ["projects", "datasets", "versions", "policies", "tags"];
