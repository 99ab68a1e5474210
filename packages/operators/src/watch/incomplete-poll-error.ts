/** A poll ended without finding all projects. This is an error in a {@link Stale}. */
export class IncompletePollError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "IncompletePollError";
  }
}
