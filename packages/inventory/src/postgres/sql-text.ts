/** A name, quoted for Postgres, whatever characters it has. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A table of a schema. */
export function tableIn(schema: string, table: string): string {
  return `${quoted(schema)}.${quoted(table)}`;
}
