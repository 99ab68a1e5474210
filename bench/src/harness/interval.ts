/** A median, and how certain it is. */
export interface Interval {
  readonly median: number;
  /** The ends of its 95 % interval. */
  readonly low: number;
  readonly high: number;
}

/**
 * The median of the ratios of all sessions, with its 95 % interval by bootstrap.
 *
 * Each session has its own processes, and processes differ from session to session. So it first draws sessions, and then draws
 * ratios from these sessions. The draws are the same each time.
 */
export function intervalOf(sessions: readonly (readonly number[])[]): Interval {
  const draw = drawer(1);
  const drawn = <Value>(from: readonly Value[]): Value[] =>
    from.map(() => from[Math.floor(draw() * from.length)]).filter((value) => value !== undefined);
  const medians = Array.from({ length: DRAWS }, () => medianOf(drawn(sessions).flatMap(drawn))).toSorted(
    (a, b) => a - b,
  );
  const at = (share: number): number => medians[Math.round(share * (DRAWS - 1))] ?? Number.NaN;
  return { median: medianOf(sessions.flat()), low: at(0.025), high: at(0.975) };
}

/** How wide an interval is, as a share of its median. */
export function widthOf({ median, low, high }: Interval): number {
  return (high - low) / median;
}

const DRAWS = 2_000;

function medianOf(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
}

/** Numbers from 0 to 1 that look random: mulberry32. */
function drawer(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
