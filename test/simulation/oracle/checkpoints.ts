/** What `checkpoint` has returned or thrown. */
export class Checkpoints {
  /** Promises of it that have not settled. */
  pending = 0;
  /** What it has thrown or rejected with first. */
  failure: { readonly error: Error } | undefined;
  readonly #errors = new Set<unknown>();

  fails(error: Error): void {
    this.failure ??= { error };
    this.#errors.add(error);
  }

  hasFailedWith(error: unknown): boolean {
    return this.#errors.has(error);
  }
}
