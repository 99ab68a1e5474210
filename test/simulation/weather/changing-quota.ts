import type { Weather } from "./weather.js";

/** The quota becomes another, and perhaps another again. */
export const changingQuota: Weather = {
  name: "changing quota",
  over(program, random) {
    const times = Array.from({ length: random.int(1, 2) }, () => random.int(0, 3_000)).toSorted((a, b) => a - b);
    const quotas = times.map((from) => ({ from, rate: random.pick([1, 5, 50, 100]), burst: random.int(1, 4) }));
    return { ...program, weather: { ...program.weather, quotas } };
  },
  describe: ({ weather }) =>
    (weather.quotas ?? []).map(({ from, rate, burst }) => `quota from ${from} ms: ${rate} a second, ${burst} at once`),
  milder: (program) => [
    { ...program, weather: { ...program.weather, quotas: [] } },
    { ...program, weather: { ...program.weather, quotas: (program.weather.quotas ?? []).slice(1) } },
  ],
  quotaAt: ({ weather }, now) => (weather.quotas ?? []).findLast(({ from }) => from <= now),
};
