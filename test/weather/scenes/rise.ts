import { Random } from "../../simulation/world/random.js";
import { drawWeather, walksFor } from "../draw-weather.js";
import type { Scene } from "../scene.js";
import { runWeather, servedBetween } from "../world/run-weather.js";

/** Bar 2: a quota that rises is found. */
export const rise: Scene = {
  name: "finds a quota that rises",
  measure(seed, { adaptive, paced }) {
    const random = new Random(seed);
    const high = drawWeather(seed, { leastRate: 1, roomyFor: 1 });
    const low = Math.max(0.5, high.rate / random.pick([2, 4, 10]));
    const at = Math.max(60_000, 200_000 / low) + random.int(0, 20_000);
    const weather = { ...high, rate: low, changes: [{ at, rate: high.rate }] };
    const allowed = Math.max(20_000, 80_000 / low);
    const process = { limiter: adaptive, walks: walksFor(high), pages: Number.POSITIVE_INFINITY };
    const window = Math.max(2_000, 20_000 / high.rate);
    const run = runWeather(weather, [process], { seed, paced, until: at + 2 * allowed + window });
    let after = 0;
    while (
      after < 2 * allowed &&
      servedBetween(run, at + after, at + after + window) < (0.9 * high.rate * window) / 1_000
    ) {
      after += 250;
    }
    return { "of 20 s, or of 80 requests where that is longer": after / allowed };
  },
  bars: [{ figure: "of 20 s, or of 80 requests where that is longer", atMost: 1 }],
};
