/** Milliseconds from the beginning of a poll to the beginning of the next: longer while the service throttles. */
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

  /** A poll was complete. */
  narrow(): void {
    this.#factor = Math.max(this.#factor / 2, 1);
  }

  /**
   * Milliseconds to wait after a poll. After a poll that took long, the wait is as long as the poll, so that a watch
   * never polls all the time. Polls of a paced listing take long while the service throttles.
   *
   * @param elapsed - how long the poll took.
   */
  waitAfter(elapsed: number): number {
    const distance = this.#every * this.#factor;
    return Math.max(distance - elapsed, Math.min(elapsed, distance));
  }
}

const WIDEST = 16;
