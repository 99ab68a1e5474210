import { Random } from "../../simulation/world/random.js";
import { drawWeather, walksFor } from "../draw-weather.js";
import type { Scene } from "../scene.js";
import { runWeather } from "../world/run-weather.js";

/** Bar 5: while the service asks to wait, nothing is sent, whoever the limiter is shared by. */
export const hints: Scene = {
  name: "keeps to retry-after for all",
  measure(seed, { adaptive, bucket, paced }) {
    const random = new Random(seed);
    const retryAfter = random.pick([1, 2, 4, 30]);
    const drawn = drawWeather(seed);
    const weather = { ...drawn, rate: drawn.rate, retryAfter };
    const limiter = random.chance(0.5) ? adaptive : bucket(3 * weather.rate, 1);
    const process = { limiter, walks: walksFor(weather), pages: Number.POSITIVE_INFINITY };
    const { sent } = runWeather(weather, [process], { seed, paced, until: 60_000 });
    const hold = Math.min(retryAfter, 5) * 1_000;
    const refusedAt = sent.flatMap(({ outcome, answeredAt }) => (outcome === "refused" ? [answeredAt] : []));
    const early = sent.filter(({ at }) => refusedAt.some((refused) => at >= refused && at < refused + hold));
    return { "requests sent although the service asked to wait": early.length };
  },
  bars: [{ figure: "requests sent although the service asked to wait", atMost: 0 }],
};
