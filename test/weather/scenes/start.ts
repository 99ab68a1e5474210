import { Random } from "../../simulation/world/random.js";
import type { Scene } from "../scene.js";
import { runWeather } from "../world/run-weather.js";

/** Bar 9: where nothing is throttled, the limiter is soon out of the way. */
export const start: Scene = {
  name: "starts at speed",
  measure(seed, { adaptive, paced }) {
    const latency = new Random(seed).int(2, 100);
    const weather = { rate: 1_000_000, burst: 1_000_000, latency };
    const { doneAt } = runWeather(weather, [{ limiter: adaptive, walks: 1_000, pages: 1 }], { seed, paced });
    return { "s for 1 000 walks of one page": (doneAt[0] ?? Number.POSITIVE_INFINITY) / 1_000 };
  },
  bars: [{ figure: "s for 1 000 walks of one page", atMost: 2 }],
};
