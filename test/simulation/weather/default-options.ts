import type { Weather } from "./weather.js";

/** The users set no option: each request is paced by a limiter that all share, as the README shows. */
export const defaultOptions: Weather = {
  name: "default options",
  over(program, random) {
    const limiter = program.limiters.length;
    return {
      ...program,
      limiters: [...program.limiters, { kind: "adaptiveLimiter", inFlight: random.int(1, 4) }],
      walks: program.walks.map((walk) => ({
        ...walk,
        onListing: [],
        perRequest: [
          { kind: "paced", limiter, maxAttempts: undefined, jitter: random.pick([0.1, 0.5, 0.99]), budget: false },
        ],
      })),
    };
  },
};
