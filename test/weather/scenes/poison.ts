import { Random } from "../../simulation/world/random.js";
import { drawWeather, medianOfFive, walksFor } from "../draw-weather.js";
import type { Scene } from "../scene.js";
import { runWeather } from "../world/run-weather.js";

/** Bar 4: one request that is refused for good costs the others little. */
export const poison: Scene = {
  name: "stays fair to others beside a request that is always refused",
  measure(seed, { adaptive, bucket, paced }) {
    const random = new Random(seed);
    const weather = drawWeather(seed);
    const requests = Math.ceil(20 * weather.rate) + weather.burst;
    const walks = Math.min(requests, walksFor(weather));
    const process = {
      limiter: random.chance(0.5) ? adaptive : bucket(weather.rate, 1),
      walks,
      pages: Math.ceil(requests / walks),
    };
    const attempts = random.pick([3, 30, 100, Number.POSITIVE_INFINITY]);
    const time = (attemptsOfPoison: number | undefined): number =>
      medianOfFive(
        seed,
        (each) =>
          runWeather(
            weather,
            [
              {
                ...process,
                poison: attemptsOfPoison === undefined ? undefined : { walks: 1, maxAttempts: attemptsOfPoison },
              },
            ],
            { seed: each, paced, until: 600_000 },
          ).doneAt[0] ?? Number.POSITIVE_INFINITY,
      );
    return { "time of the others, of that without": time(attempts) / time(undefined) };
  },
  bars: [{ figure: "time of the others, of that without", atMost: 1.15 }],
};
