import { Random } from "../../simulation/world/random.js";
import { drawWeather, walksFor } from "../draw-weather.js";
import type { Scene } from "../scene.js";
import { idealTime, runWeather } from "../world/run-weather.js";

/** Bar 2, after a rest: what was learned before a minute or a day without requests does not hold up what comes after. */
export const rest: Scene = {
  name: "is fast after a rest",
  measure(seed, { adaptive, bucket, paced }) {
    const random = new Random(seed);
    const drawn = drawWeather(seed, { roomyFor: 1 });
    const walks = walksFor(drawn);
    const pages = Math.ceil((60 * drawn.rate + drawn.burst) / walks);
    const again = 120_000 + 60_000 * 1_440 ** random.next();
    const from = again + random.int(0, 5_000);
    const kind = random.pick(["nothing", "outage", "lower"]);
    const changed = {
      outage: { outage: { from, to: from + 500 } },
      lower: { changes: [{ at: again, rate: drawn.rate / 4 }] },
    };
    const weather = kind === "nothing" ? drawn : { ...drawn, ...changed[kind] };
    const limiter = kind === "lower" || random.chance(0.5) ? adaptive : bucket(drawn.rate, 1);
    const run = runWeather(weather, [{ limiter, walks, pages, again }], { seed, paced, until: again + 3_600_000 });
    // A limiter need not know what the bucket holds: it may go on at its pace.
    const rate = kind === "lower" ? drawn.rate / 4 : drawn.rate;
    const took = (run.doneAt[0] ?? Number.POSITIVE_INFINITY) - again;
    return {
      "walks lost": run.lost,
      "time after the rest, of the ideal": took / idealTime({ ...weather, rate, burst: 1 }, walks * pages),
    };
  },
  bars: [
    { figure: "walks lost", atMost: 0 },
    { figure: "time after the rest, of the ideal", atMost: 1.2, inShare: 0.98 },
    { figure: "time after the rest, of the ideal", atMost: 1.35 },
  ],
};
