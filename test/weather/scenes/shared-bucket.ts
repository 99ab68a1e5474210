import { drawWeather, walksFor } from "../draw-weather.js";
import type { Figures, Scene } from "../scene.js";
import { idealTime, runWeather } from "../world/run-weather.js";
import type { Limiters } from "../limiters.js";

/** Bar 6: two processes, a bucket of the whole quota each. */
export const sharedBucket: Scene = {
  name: "shares a quota between two buckets of all of it",
  measure: (seed, limiters) => ({ ...measure(seed, limiters, 5), ...measure(seed, limiters, 1) }),
  bars: [
    { figure: "walks lost in 5 min", atMost: 0 },
    { figure: "walks lost in 1 min", atMost: 0 },
    { figure: "time of 5 min together, of the ideal", atMost: 1.15 },
    { figure: "slower of the faster in 5 min, from 5/s", atMost: 1.5 },
    { figure: "slower of the faster in 5 min, below 5/s", atMost: 2 },
    { figure: "slower of the faster in 1 min, from 5/s", atMost: 1.5 },
    { figure: "slower of the faster in 1 min, below 5/s", atMost: 2.5 },
  ],
};

function measure(seed: number, { bucket, paced }: Limiters, minutes: number): Figures {
  const weather = drawWeather(seed, { roomyFor: 2 });
  const each = Math.ceil((minutes * 60 * weather.rate + weather.burst) / 2);
  const walks = Math.min(each, walksFor(weather));
  const process = { limiter: bucket(weather.rate, 1), walks, pages: Math.ceil(each / walks) };
  const runs = Array.from({ length: 5 }, (_, at) =>
    runWeather(weather, [process, process], { seed: seed * 10 + at, paced, until: 3_600_000 }),
  );
  const slower = median(runs.map(({ doneAt }) => Math.max(...doneAt) / Math.min(...doneAt)));
  const ideal = idealTime(weather, 2 * walks * process.pages);
  return {
    [`walks lost in ${minutes} min`]: runs.reduce((sum, { lost }) => sum + lost, 0),
    [`time of ${minutes} min together, of the ideal`]: median(runs.map(({ doneAt }) => Math.max(...doneAt) / ideal)),
    [`slower of the faster in ${minutes} min, ${weather.rate >= 5 ? "from" : "below"} 5/s`]: slower,
  };
}

function median(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;
}
