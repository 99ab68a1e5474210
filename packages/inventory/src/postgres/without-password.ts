/** A connection string without its password, which may be shown and kept. */
export function withoutPassword(connectionString: string): string {
  if (!URL.canParse(connectionString)) {
    return "the database";
  }
  const url = new URL(connectionString);
  url.password = "";
  url.searchParams.delete("password");
  return url.href;
}
