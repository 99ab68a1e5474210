/**
 * How much faster than its base a pace is, so many steps after the base was held long enough.
 *
 * Slowly at first: a quota that is used up by a little costs one refusal. Where nothing is refused for longer,
 * the quota must have been raised, and the pace is brought there quickly.
 */
export function pressure(steps: number): number {
  if (steps <= 0) {
    return 1;
  }
  const slowly = SLOW ** Math.min(steps, SLOW_STEPS);
  return slowly * FAST ** Math.max(0, steps - SLOW_STEPS);
}

/** The pressure above which it grows fast. */
export const LEAP: number = 1.3;

/** Growth a step. */
const SLOW = 1.05;
const FAST = 1.5;
const SLOW_STEPS = Math.log(LEAP) / Math.log(SLOW);
