import type { Weather } from "./weather.js";

/** Everything is throttled between two times. */
export const outage: Weather = {
  name: "outage",
  over(program, random) {
    const from = random.int(0, 2_000);
    const until = from + random.pick([100, 1_000, 5_000, 20_000, 60_000]);
    return { ...program, weather: { ...program.weather, outages: [{ from, until }] } };
  },
  describe: ({ weather }) => (weather.outages ?? []).map(({ from, until }) => `outage: from ${from} to ${until} ms`),
  milder: (program) => [
    { ...program, weather: { ...program.weather, outages: [] } },
    {
      ...program,
      weather: {
        ...program.weather,
        outages: (program.weather.outages ?? []).map(({ from, until }) => ({
          from,
          until: from + Math.ceil((until - from) / 2),
        })),
      },
    },
  ],
  throttles: ({ weather }, _, now) => (weather.outages ?? []).some(({ from, until }) => from <= now && now < until),
};
