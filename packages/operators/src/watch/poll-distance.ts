/** Milliseconds from the beginning of a poll to that of the next: longer while the service throttles. */
export class PollDistance {
  readonly #every: number;
  #factor = 1;

  constructor(every: number) {
    this.#every = every;
  }

  /** A poll was throttled. */
  widen(): void {
    this.#factor = Math.min(this.#factor * 2, WIDEST);
  }

  /** A poll came to its end. */
  narrow(): void {
    this.#factor = Math.max(this.#factor / 2, 1);
  }

  /**
   * Milliseconds to wait after a poll. One that took long, as polls of a paced listing do in bad times, has a rest as
   * long as itself, so that a watch never polls all the time.
   *
   * @param elapsed - how long the poll took.
   */
  waitAfter(elapsed: number): number {
    const distance = this.#every * this.#factor;
    return Math.max(distance - elapsed, Math.min(elapsed, distance));
  }
}

const WIDEST = 16;
