/** A poll came to an end, and what it found is not all there is: the error of a {@link Stale}. */
export class IncompletePollError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "IncompletePollError";
  }
}
