/**
 * Refuses a member that nothing would read: a misspelt option would be an empty account.
 *
 * @param what - what has the members, for the error.
 * @param known - has every member that there may be.
 * @throws TypeError that names the member, and those that there may be.
 */
export function checkMembers(what: string, given: object, known: Readonly<Record<string, true>>): void {
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(known, name));
  if (unknown !== undefined) {
    throw new TypeError(
      `${what}: ${unknown} is not a known member; it must be one of ${Object.keys(known).join(", ")}`,
    );
  }
}
