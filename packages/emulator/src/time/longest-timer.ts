/** The longest time that a timer of Node can wait, in milliseconds: 24 days. A longer timer fires at once. */
export const LONGEST_TIMER = 2_147_483_647;
