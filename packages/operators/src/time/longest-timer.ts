/**
 * The longest time that a timer of the platform can wait, in milliseconds: the largest signed number of 32 bits.
 *
 * A longer timer fires at once. Code that then waits for the rest would loop without a pause.
 */
export const LONGEST_TIMER: number = 2 ** 31 - 1;
