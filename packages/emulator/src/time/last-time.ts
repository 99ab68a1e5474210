/** The last millisecond of the year 9999: clients take a year of four digits, and most fail on a longer one. */
export const LAST_TIME = 253_402_300_799_999;
