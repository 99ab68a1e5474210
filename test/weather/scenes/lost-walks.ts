import { Random } from "../../simulation/world/random.js";
import { drawWeather } from "../draw-weather.js";
import type { LimiterMaker, Limiters } from "../limiters.js";
import type { Scene } from "../scene.js";
import type { Weather } from "../service/weather.js";
import { runWeather } from "../world/run-weather.js";

/** Bar 1: no walk is lost, whatever the weather, the limiter and the number of walks. */
export const lostWalks: Scene = {
  name: "no walk is lost",
  measure(seed, limiters) {
    const random = new Random(seed * 31 + 7);
    const kind = random.pick(["steady", "50 to 5", "5 to 50", "100 to 1", "outage", "alone", "two", "two"]);
    const weather = weatherOf(kind, seed, random);
    const processes = Array.from({ length: kind === "two" ? 2 : 1 }, (_, at) => ({
      limiter: anyLimiter(weather, limiters, random),
      walks: kind === "alone" ? 1 : random.int(1, 60),
      pages: random.pick([1, 3, 100, Number.POSITIVE_INFINITY]),
      from: at * random.pick([0, 1]) * random.int(0, 20_000),
    }));
    const { lost } = runWeather(weather, processes, { seed, paced: limiters.paced, until: UNTIL });
    return { "walks lost": lost };
  },
  bars: [{ figure: "walks lost", atMost: 0 }],
};

/** Milliseconds: long enough for 30 throttles of one request at the longest distances. */
const UNTIL = 200_000;

function weatherOf(kind: string, seed: number, random: Random): Weather {
  const drawn = drawWeather(seed);
  const at = random.int(0, 30_000);
  switch (kind) {
    case "50 to 5":
      return { ...drawn, rate: 50, changes: [{ at, rate: 5 }] };
    case "5 to 50":
      return { ...drawn, rate: 5, changes: [{ at, rate: 50 }] };
    case "100 to 1":
      return { ...drawn, rate: 100, changes: [{ at, rate: 1 }] };
    case "outage":
    case "alone":
      return { ...drawn, outage: { from: at, to: at + 1_000 * 60 ** random.next() } };
    default:
      return drawn;
  }
}

function anyLimiter(weather: Weather, { adaptive, bucket }: Limiters, random: Random): LimiterMaker {
  return random.chance(0.5) ? adaptive : bucket(weather.rate, random.pick([1, weather.burst]));
}
