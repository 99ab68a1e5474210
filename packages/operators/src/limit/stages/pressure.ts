/**
 * How much faster than its base a pace is, `steps` after the base was held long enough.
 *
 * The pace grows slowly at first: one that is only a little too fast costs one refusal. If nothing is refused for a
 * longer time, the quota must have been raised, and the pace grows fast.
 */
export function pressure(steps: number): number {
  if (steps <= 0) {
    return 1;
  }
  const slowly = SLOW ** Math.min(steps, SLOW_STEPS);
  return slowly * FAST ** Math.max(0, steps - SLOW_STEPS);
}

/** Above this value, the pressure grows fast. */
export const LEAP: number = 1.3;

/** Growth per step. */
const SLOW = 1.05;
const FAST = 1.5;
const SLOW_STEPS = Math.log(LEAP) / Math.log(SLOW);
