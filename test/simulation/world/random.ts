/** A stream of random numbers that a seed decides (mulberry32). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** From 0 to 1, without 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    return fraction(this.#state);
  }

  /** A whole number from `least` to `most`, both included. */
  int(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<const T>(from: readonly [T, ...T[]]): T {
    return from[this.int(0, from.length - 1)] ?? from[0];
  }

  /** One of `from`, or `undefined` with the probability that is left. */
  maybe<T>(probability: number, make: () => T): T | undefined {
    return this.chance(probability) ? make() : undefined;
  }
}

/**
 * A number from 0 to 1 that the seed and the labels decide, whatever else was asked for.
 *
 * A program that is made smaller keeps what is left of its schedule by it.
 */
export function chosenBy(seed: number, ...labels: readonly number[]): number {
  let state = seed | 0;
  for (const label of labels) {
    state = (Math.imul(state ^ (label + 0x9e3779b9), 0x85ebca6b) ^ (state >>> 13)) | 0;
  }
  return fraction(state);
}

function fraction(state: number): number {
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
}
