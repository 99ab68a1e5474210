import { Client } from "pg";

/** The rows of each table, but for when they were written; positions are how it got there, and not what it came to. */
export async function tablesIn(connectionString: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const tables = new Map<string, readonly string[]>();
  for (const table of ["projects", "versions", "entries", "dead_letters"]) {
    const rows = await query<{ readonly row: string }>(
      connectionString,
      `select (to_jsonb(t) - 'loaded_at')::text as row from rekognition_etl.${table} t order by 1`,
    );
    tables.set(
      table,
      rows.map(({ row }) => row),
    );
  }
  return tables;
}

/** What one has and the other has not, in a few words. */
export function differences(
  expected: ReadonlyMap<string, readonly string[]>,
  found: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  return [...expected].flatMap(([table, rows]) => {
    const others = new Set(found.get(table));
    const missing = rows.filter((row) => !others.has(row));
    const known = new Set(rows);
    const extra = [...others].filter((row) => !known.has(row));
    return missing
      .map((row) => `${table} lacks ${row.slice(0, 200)}`)
      .concat(extra.map((row) => `${table} has ${row.slice(0, 200)}`));
  });
}

/** What is in the tables already; nothing, where there are none yet. */
export async function sourceRefsIn(connectionString: string): Promise<ReadonlySet<string>> {
  const [there] = await query<{ readonly name: string | null }>(
    connectionString,
    "select to_regclass('rekognition_etl.entries')::text as name",
  );
  if (there?.name === null) {
    return new Set();
  }
  const rows = await query<{ readonly dataset_arn: string; readonly source_ref: string }>(
    connectionString,
    "select dataset_arn, source_ref from rekognition_etl.entries",
  );
  return new Set(rows.map(({ dataset_arn: arn, source_ref: image }) => `${arn} ${image}`));
}

export async function query<Row extends object>(connectionString: string, text: string): Promise<readonly Row[]> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}
