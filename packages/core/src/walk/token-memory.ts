import { keyOf } from "./token-key.js";

/**
 * Remembers the tokens of one walk, in constant memory, to find the first that comes again.
 *
 * At least the last 10 000 tokens are remembered one by one, in two generations of 10 000:
 * when the younger generation is full, the older one is dropped.
 * A longer cycle is found by Brent's algorithm, which remembers one more token.
 */
export class TokenMemory {
  #young = new Set<string>();
  #old: ReadonlySet<string> = new Set();
  #landmark: string | undefined;
  #sinceLandmark = 0;
  #stretch = 1;

  /** Remembers a token. Returns `true` if it is new, `false` if it was seen before. */
  admit(token: unknown): boolean {
    const key = keyOf(token);
    if (key === this.#landmark || this.#young.has(key) || this.#old.has(key)) {
      return false;
    }
    this.#sinceLandmark += 1;
    if (this.#sinceLandmark === this.#stretch) {
      this.#landmark = key;
      this.#sinceLandmark = 0;
      this.#stretch *= 2;
    }
    if (this.#young.size === GENERATION) {
      this.#old = this.#young;
      this.#young = new Set();
    }
    this.#young.add(key);
    return true;
  }
}

const GENERATION = 10_000;
