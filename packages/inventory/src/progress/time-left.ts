import type { CrawlProgress } from "./crawl-progress.js";
import { RecentRate } from "./recent-rate.js";

/**
 * About how long a crawl still takes, by what is known so far. Each account and region has a time at its own pace, and
 * the whole has one at its pace. The longest of these times counts.
 */
export class TimeLeft {
  readonly #whole = new RecentRate();
  readonly #targets = new Map<string, RecentRate>();
  #startedAt: number | undefined;
  #ms: number | undefined;

  /** Milliseconds; `undefined` while it is too early to say. */
  get ms(): number | undefined {
    return this.#ms;
  }

  /** @param at - milliseconds, which never go back. */
  add(at: number, { walks, open }: CrawlProgress): void {
    this.#startedAt ??= at;
    this.#whole.add(at, walks.ended);
    const known = new Set(open.map(({ target }) => target));
    for (const target of this.#targets.keys()) {
      if (!known.has(target)) {
        this.#targets.delete(target);
      }
    }
    const each = open.map(({ target, walks: own }) => {
      const rate = this.#targets.get(target) ?? new RecentRate();
      this.#targets.set(target, rate);
      rate.add(at, own.ended);
      return timeFor(own, rate);
    });
    const longest = Math.max(timeFor(walks, this.#whole), ...each);
    this.#ms = longest > 0 && at - this.#startedAt >= EARLY ? longest : undefined;
  }
}

/** 0 if it is not known: no walk has ended recently, or the crawl has just begun. */
function timeFor({ known, ended }: CrawlProgress["walks"], rate: RecentRate): number {
  const { perSecond = 0 } = rate;
  return perSecond > 0 ? ((known - ended) / perSecond) * 1_000 : 0;
}

/** Milliseconds: any earlier, an estimate is a guess. */
const EARLY = 5_000;
