import { Random } from "../../simulation/world/random.js";
import { drawWeather, walksFor } from "../draw-weather.js";
import type { Scene } from "../scene.js";
import { idealTime, runWeather } from "../world/run-weather.js";

/** Bar 1, and a figure that is watched and has no bar: two processes that know nothing of the quota, or one that does. */
export const twoProcesses: Scene = {
  name: "two processes on one quota get through",
  measure(seed, { adaptive, bucket, paced }) {
    const weather = drawWeather(seed, { roomyFor: 2 });
    const other = new Random(seed).chance(0.5) ? adaptive : bucket(weather.rate, 1);
    const each = Math.ceil((60 * weather.rate + weather.burst) / 2);
    const walks = Math.min(each, walksFor(weather));
    const pages = Math.ceil(each / walks);
    const processes = [adaptive, other].map((limiter) => ({ limiter, walks, pages }));
    const { lost, doneAt } = runWeather(weather, processes, { seed, paced, until: 3_600_000 });
    return { "walks lost": lost, "time, of the ideal": Math.max(...doneAt) / idealTime(weather, 2 * walks * pages) };
  },
  bars: [
    { figure: "walks lost", atMost: 0 },
    { figure: "time, of the ideal", atMost: 4 },
  ],
};
