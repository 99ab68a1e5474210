import { type Journal, type TableName, viewsOf } from "@rekognition-rx/inventory";

/** The rows of every table of a run, sorted, without what differs from run to run. Each as often as it is there. */
export async function tablesOf(journal: Journal): Promise<ReadonlyMap<string, readonly string[]>> {
  const views = viewsOf(journal);
  const tables = new Map<string, readonly string[]>();
  for (const name of TABLES) {
    const rows: string[] = [];
    for await (const row of views.rows(name)) {
      rows.push(JSON.stringify(withoutRun({ ...row })));
    }
    tables.set(name, rows.toSorted());
  }
  const invalid: string[] = [];
  for await (const row of views.invalid()) {
    invalid.push(JSON.stringify(withoutRun({ ...row })));
  }
  return tables.set("invalid", invalid.toSorted());
}

/** In which tables there are other rows. */
export function differences(
  found: ReadonlyMap<string, readonly string[]>,
  expected: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  return [...expected].flatMap(([name, rows]) => {
    const own = found.get(name) ?? [];
    if (own.join("\n") === rows.join("\n")) {
      return [];
    }
    const more = own.find((row, at) => own.indexOf(row) !== at || !rows.includes(row));
    const less = rows.find((row) => !own.includes(row));
    return [`${name}: ${own.length} rows of ${rows.length}; there is ${more}; there is no ${less}`];
  });
}

/** How often it was asked is not what was found, and a model that runs does so a little longer. */
function withoutRun(row: Readonly<Record<string, unknown>>): unknown {
  const { runId: _run, runStartedAt: _start, seenAt: _seen, elapsedMs: _ms, ...rest } = row;
  const {
    requests: _requests,
    throttles: _throttles,
    generation: _generation,
    inServiceUnitHours: _hours,
    ...found
  } = rest;
  return found;
}

const TABLES: readonly TableName[] = [
  "inventory",
  "projects",
  "datasets",
  "versions",
  "policies",
  "labels",
  "entries",
  "tags",
  "ledger",
];
