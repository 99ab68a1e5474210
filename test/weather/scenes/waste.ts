import { drawWeather, walksFor } from "../draw-weather.js";
import type { Scene } from "../scene.js";
import { inFlight, type Weather } from "../service/weather.js";
import { idealTime, runWeather } from "../world/run-weather.js";

/** Bar 3: five minutes of work under a steady quota that nobody knows. */
export const waste: Scene = {
  name: "wastes little, and little time",
  measure(seed, { adaptive, paced }) {
    const weather = drawWeather(seed, { roomyFor: 1 });
    const walks = walksFor(weather);
    const pages = Math.ceil((300 * weather.rate + weather.burst) / walks);
    const run = runWeather(weather, [{ limiter: adaptive, walks, pages }], { seed, paced, until: 3_600_000 });
    const started = Math.max(10_000, 40_000 / weather.rate);
    const late = run.sent.filter(({ at }) => at >= started);
    const refusals = (sent: typeof run.sent): number => sent.filter(({ outcome }) => outcome === "refused").length;
    const atStart = refusals(run.sent) - refusals(late);
    return {
      "time, of the ideal": (run.doneAt[0] ?? Number.POSITIVE_INFINITY) / idealTime(weather, walks * pages),
      "refused at the start, of what is allowed": atStart / (20 + 0.6 * weather.burst + 8 * inFlight(weather)),
      [kindOf(weather)]: refusals(late) / late.length / allowedWaste(weather),
    };
  },
  bars: [
    { figure: "time, of the ideal", atMost: 1.15 },
    { figure: "refused at the start, of what is allowed", atMost: 1, inShare: 0.99 },
    { figure: "refused, of 3 %, from 5/s up to rate x latency 2", atMost: 1 },
    { figure: "refused, of 5 %, from 5/s up to rate x latency 20", atMost: 1 },
    { figure: "refused, of 3 % + 8 % / rate, below 5/s", atMost: 1 },
  ],
};

function kindOf(weather: Weather): string {
  if (weather.rate < 5) {
    return "refused, of 3 % + 8 % / rate, below 5/s";
  }
  return inFlight(weather) <= 2
    ? "refused, of 3 %, from 5/s up to rate x latency 2"
    : "refused, of 5 %, from 5/s up to rate x latency 20";
}

function allowedWaste(weather: Weather): number {
  return weather.rate < 5 ? 0.03 + 0.08 / weather.rate : inFlight(weather) <= 2 ? 0.03 : 0.05;
}
