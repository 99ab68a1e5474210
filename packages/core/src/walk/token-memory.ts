/**
 * Remembers the tokens of one walk, in constant memory, to find the first that comes again.
 *
 * The last 10 000 tokens are remembered one by one: two generations of 10 000,
 * the older one dropped when the younger is full.
 * A longer cycle is found by Brent's algorithm, which remembers one more token.
 */
export class TokenMemory {
  #young = new Set<string>();
  #old: ReadonlySet<string> = new Set();
  #landmark: string | undefined;
  #sinceLandmark = 0;
  #stretch = 1;

  /** Whether the token was seen before; if it was not, it is now. */
  isRepeat(token: unknown): boolean {
    const key = keyOf(token);
    if (key === this.#landmark || this.#young.has(key) || this.#old.has(key)) {
      return true;
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
    return false;
  }
}

const GENERATION = 10_000;

/**
 * Equal for tokens of equal structure, whatever the order of their members; different for all others.
 *
 * @throws TypeError for a token that no resume token could hold: that refers to itself, or is no data.
 */
export function keyOf(token: unknown): string {
  return typeof token === "string" ? token : `\u0000${canonical(token, [])}`;
}

function canonical(value: unknown, around: readonly unknown[]): string {
  if (typeof value === "symbol" || typeof value === "function") {
    throw new TypeError(`the token holds a ${typeof value}, so that it can neither be compared nor written down`);
  }
  if (typeof value !== "object" || value === null) {
    return typeof value === "string" ? JSON.stringify(value) : `${typeof value}:${String(value)}`;
  }
  if (value instanceof Uint8Array) {
    return `bytes:${value.join(",")}`;
  }
  if (value instanceof Date) {
    return `date:${value.getTime()}`;
  }
  if (around.includes(value)) {
    throw new TypeError("the token refers to itself, so that it can neither be compared nor written down");
  }
  const inside = [...around, value];
  if (Array.isArray(value)) {
    return `[${value.map((item) => canonical(item, inside)).join(",")}]`;
  }
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member, inside)}`);
  return `{${members.join(",")}}`;
}
