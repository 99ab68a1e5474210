import { Random } from "../../simulation/world/random.js";
import { drawWeather, walksFor } from "../draw-weather.js";
import type { Scene } from "../scene.js";
import { idealTime, runWeather } from "../world/run-weather.js";

/** Bar 6: a bucket that has its quota to itself. */
export const bucketAlone: Scene = {
  name: "a bucket at its true rate is hardly ever refused",
  measure(seed, { bucket, paced }) {
    const weather = drawWeather(seed, { roomyFor: 1 });
    const burst = new Random(seed).pick([1, weather.burst]);
    const walks = walksFor(weather);
    const pages = Math.ceil((300 * weather.rate + weather.burst) / walks);
    const run = runWeather(weather, [{ limiter: bucket(weather.rate, burst), walks, pages }], {
      seed,
      paced,
      until: 3_600_000,
    });
    return {
      "requests refused": run.sent.filter(({ outcome }) => outcome === "refused").length,
      "time, of the ideal":
        (run.doneAt[0] ?? Number.POSITIVE_INFINITY) / idealTime({ ...weather, burst }, walks * pages),
    };
  },
  bars: [
    { figure: "requests refused", atMost: 1 },
    { figure: "time, of the ideal", atMost: 1.15 },
  ],
};
