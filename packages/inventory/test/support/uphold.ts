/** What a law says of one case: throws its sentence where it does not hold. */
export function uphold(holds: boolean, broken: string): void {
  if (!holds) {
    throw new Error(broken);
  }
}
