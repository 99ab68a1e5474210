/** How fast a count has grown recently. */
export class RecentRate {
  readonly #samples: { readonly at: number; readonly count: number }[] = [];

  /** @param at - milliseconds, which never go back. */
  add(at: number, count: number): void {
    this.#samples.push({ at, count });
    while ((this.#samples[1]?.at ?? at) <= at - WINDOW) {
      this.#samples.shift();
    }
  }

  /** Per second; `undefined` during the first second. */
  get perSecond(): number | undefined {
    const [first] = this.#samples;
    const last = this.#samples.at(-1);
    if (first === undefined || last === undefined || last.at - first.at < 1_000) {
      return undefined;
    }
    return ((last.count - first.count) / (last.at - first.at)) * 1_000;
  }
}

/** Milliseconds. */
const WINDOW = 20_000;
