/** A connection string as it may be shown: without its password. */
export function withoutPassword(connectionString: string): string {
  if (!URL.canParse(connectionString)) {
    return "the database";
  }
  const url = new URL(connectionString);
  url.password = "";
  url.searchParams.delete("password");
  return url.href;
}
