/** What the user of a walk has thrown itself. */
export class OwnErrors {
  readonly #thrown = new Set<unknown>();
  /** Whether one was thrown instead of letting a request be sent. */
  insteadOfRequest = false;

  add(error: Error): void {
    this.#thrown.add(error);
  }

  has(error: unknown): boolean {
    return this.#thrown.has(error);
  }
}
