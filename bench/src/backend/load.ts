/** Of the account: three pages. */
export const PROJECTS = 300;
/** At a time. */
export const CONNECTIONS = 10;
/** A block. */
export const REQUESTS = 50;

/** What a block of requests came to, in milliseconds. */
export interface Load {
  readonly took: number;
  /** The latency that 97.5 % of the requests stayed below. */
  readonly slow: number;
}

/** What is made of it. */
export const FIGURES: Readonly<Record<string, (load: Load) => number>> = {
  // Of the connections together: a thousand of them over it are the requests a second.
  "ms a request": ({ took }) => took / REQUESTS,
  "latency, 97.5 %": ({ slow }) => slow,
};
