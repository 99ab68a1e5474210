/** What holds for a sweep, whatever is killed. */
export const PROMISES = [
  "the rows of every table are those of the undisturbed run",
  "of a shard at most one page is asked for again for each lease that it lost",
  "no quota is exceeded by more than a burst, and a request for each lease lost",
  "the run comes to its end",
] as const;
export type Promised = (typeof PROMISES)[number];
