/** Projects of the account: three pages. */
export const PROJECTS = 300;
/** Connections at a time. */
export const CONNECTIONS = 10;
/** Requests per block. */
export const REQUESTS = 50;

/** The result of a block of requests, in milliseconds. */
export interface Load {
  readonly took: number;
  /** The latency that 97.5 % of the requests stayed below. */
  readonly slow: number;
}

/** The figures that are made of it. */
export const FIGURES: Readonly<Record<string, (load: Load) => number>> = {
  // For all connections together: 1 000 divided by it gives the requests per second.
  "ms a request": ({ took }) => took / REQUESTS,
  "latency, 97.5 %": ({ slow }) => slow,
};
