import type { Weather } from "./weather.js";

/** Whoever is throttled is asked to wait so long. */
export const hints: Weather = {
  name: "hints",
  over: (program, random) => ({
    ...program,
    weather: { ...program.weather, hint: random.pick([1_000, 2_000, 8_000]) },
  }),
  describe: ({ weather: { hint } }) => (hint === undefined ? [] : [`hint: retry after ${hint} ms`]),
  milder: (program) => [{ ...program, weather: { ...program.weather, hint: undefined } }],
};
