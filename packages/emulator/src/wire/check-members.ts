/**
 * Refuses a member that nothing would read. A misspelt option would be an empty account, and a misspelt condition of a denial
 * would deny everything.
 *
 * @param what - what has the members, for the error.
 * @param known - has every member that there may be.
 * @throws TypeError that names the member, and those that there may be; and for a value that is not an object.
 */
export function checkMembers(what: string, given: unknown, known: Readonly<Record<string, true>>): void {
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw new TypeError(`${what}: it must be an object with members of ${Object.keys(known).join(", ")}`);
  }
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(known, name));
  if (unknown !== undefined) {
    throw new TypeError(
      `${what}: ${unknown} is not a known member; it must be one of ${Object.keys(known).join(", ")}`,
    );
  }
}
