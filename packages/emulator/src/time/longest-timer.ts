/** What a timer of Node's can wait at most, in milliseconds: 24 days. A longer one goes off at once. */
export const LONGEST_TIMER = 2_147_483_647;
