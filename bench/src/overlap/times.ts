export const PAGES = 20;
/** Milliseconds that the emulator waits before each answer. */
export const LATENCY = 50;
/** Milliseconds of work per page. */
export const WORK = 50;
