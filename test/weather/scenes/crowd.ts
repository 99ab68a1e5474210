import { Random } from "../../simulation/world/random.js";
import { drawWeather, walksFor } from "../draw-weather.js";
import type { Scene } from "../scene.js";
import { idealTime, runWeather } from "../world/run-weather.js";

/**
 * Bar 1, beside programs that do not yield: workers with the SDK's standard mode, each of which asks again at once. However
 * much of the quota they take, no walk is lost, and none stands still.
 */
export const crowd: Scene = {
  name: "gets its share beside programs that do not yield",
  measure(seed, { adaptive, bucket, paced }) {
    const random = new Random(seed);
    const weather = drawWeather(seed, { leastRate: 1 });
    const workers = random.int(1, Math.min(20, Math.ceil(weather.rate)));
    const isKnown = random.chance(0.5);
    const requests = Math.ceil((60 * weather.rate) / (workers + 1)) + weather.burst;
    const walks = Math.min(requests, walksFor(weather));
    const pages = Math.ceil(requests / walks);
    const process = { limiter: isKnown ? bucket(weather.rate, 1) : adaptive, walks, pages };
    const run = runWeather(weather, [process], { seed, paced, workers, until: 1_800_000 });
    const [took = Number.POSITIVE_INFINITY] = run.doneAt;
    const share = { ...weather, rate: weather.rate / (workers + 1) };
    return {
      "walks lost": run.lost,
      [`time, of an equal share's, quota ${isKnown ? "known" : "not known"}`]: took / idealTime(share, walks * pages),
    };
  },
  bars: [
    { figure: "walks lost", atMost: 0 },
    { figure: "time, of an equal share's, quota known", atMost: 6, inShare: 0.9 },
    { figure: "time, of an equal share's, quota known", atMost: 20 },
    { figure: "time, of an equal share's, quota not known", atMost: 6, inShare: 0.9 },
    { figure: "time, of an equal share's, quota not known", atMost: 20 },
  ],
};
