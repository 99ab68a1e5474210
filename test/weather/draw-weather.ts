import { Random } from "../simulation/world/random.js";
import { inFlight, isRoomy, type Weather } from "./service/weather.js";

/** What the weather of a scene is drawn from. */
export interface Range {
  /** Requests a second. */
  readonly leastRate?: number;
  /** For bars that only hold where the bucket stands the jitter of so many processes, up to rate x latency 20. */
  readonly roomyFor?: number;
}

/** A quota of 0.5 to 100 a second, a burst of 1 to 100, a latency of 2 to 400 ms, each evenly on a scale of factors. */
export function drawWeather(seed: number, { leastRate = 0.5, roomyFor }: Range = {}): Weather {
  const random = new Random(seed * 7_919 + 13);
  const between = (least: number, most: number): number => least * (most / least) ** random.next();
  for (;;) {
    const rate = between(leastRate, 100);
    const burst = Math.round(between(1, 100));
    const latency = Math.round(between(2, 400));
    const weather = { rate, burst, latency };
    if (roomyFor === undefined || (isRoomy(weather, roomyFor) && inFlight(weather) <= 20)) {
      return weather;
    }
  }
}

/** Walks that are enough to use the quota up, latency and all. */
export function walksFor(weather: Weather): number {
  return Math.ceil(20 + 3 * inFlight(weather));
}

/** The median of five seeds: what two runs are compared by. */
export function medianOfFive(seed: number, measure: (seed: number) => number): number {
  const figures = Array.from({ length: 5 }, (_, at) => measure(seed * 10 + at)).toSorted((a, b) => a - b);
  return figures[2] ?? Number.NaN;
}
