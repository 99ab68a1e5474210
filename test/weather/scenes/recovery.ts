import { Random } from "../../simulation/world/random.js";
import { drawWeather, walksFor } from "../draw-weather.js";
import type { LimiterMaker, Limiters } from "../limiters.js";
import type { Figures, Scene } from "../scene.js";
import { inFlight } from "../service/weather.js";
import { runWeather, servedBetween, type WeatherRun } from "../world/run-weather.js";

/** Bars 2 and 6: after an outage the pace is back soon, and in it the service is left alone. */
export const recovery: Scene = {
  name: "recovers after an outage",
  measure(seed, { adaptive, bucket, paced }) {
    return measure(seed, paced, new Random(seed).chance(0.5) ? adaptive : bucket(drawWeather(seed, ROOMY).rate, 1));
  },
  bars: [
    { figure: "s until 90 % of the pace, from 5/s", atMost: 5, inShare: 0.99 },
    { figure: "s until 90 % of the pace, from 5/s", atMost: 10 },
    { figure: "s until 90 % of the pace, below 5/s", atMost: 5, inShare: 0.9 },
    { figure: "requests beyond rate x latency, until one at a time", atMost: 12 },
    { figure: "longest distance, s", atMost: 3 },
    { figure: "a distance that shrinks, of the one before", atMost: 0.2 },
  ],
};

const ROOMY = { roomyFor: 1 };

function measure(seed: number, paced: Limiters["paced"], limiter: LimiterMaker): Figures {
  const random = new Random(seed + 1);
  const drawn = drawWeather(seed, ROOMY);
  const from = Math.max(30_000, 80_000 / drawn.rate);
  const to = from + 1_000 * 60 ** random.next();
  const weather = { ...drawn, outage: { from, to } };
  const process = { limiter, walks: walksFor(weather), pages: Number.POSITIVE_INFINITY };
  const run = runWeather(weather, [process], { seed, paced, until: to + 60_000 + 40_000 / weather.rate });
  const isFast = weather.rate >= 5;
  const seconds = secondsUntilBack(run, from, to);
  return {
    "s until 90 % of the pace, from 5/s": isFast ? seconds : undefined,
    "s until 90 % of the pace, below 5/s": isFast ? undefined : seconds,
    ...politeness(run, from, to),
  };
}

function secondsUntilBack(run: WeatherRun, from: number, to: number): number {
  const { rate } = run.weather;
  const long = Math.max(10_000, 40_000 / rate);
  const pace = Math.min(rate / 1_000, servedBetween(run, from - long, from) / long);
  const window = Math.max(2_000, 20_000 / rate);
  let after = 0;
  while (after < 60_000 && servedBetween(run, to + after, to + after + window) < 0.9 * pace * window) {
    after += 100;
  }
  return after / 1_000;
}

/** How many were sent into the outage until they were alone, and how far apart they were from then on. */
function politeness(run: WeatherRun, from: number, to: number): Figures {
  const sent = run.sent.filter(({ at }) => at >= from && at < to);
  let alone = sent.length - 1;
  while (alone > 0 && (sent[alone]?.at ?? 0) >= (sent[alone - 1]?.answeredAt ?? 0)) {
    alone -= 1;
  }
  const gaps = sent.slice(alone + 1).map(({ at }, index) => at - (sent[alone + index]?.answeredAt ?? at));
  // Until two were refused, they come at the pace that was.
  const shrinking = gaps.slice(2).map((gap, at) => 1 - gap / Math.max(gap, gaps[at + 1] ?? gap));
  return {
    "requests beyond rate x latency, until one at a time": Math.max(0, alone) - inFlight(run.weather),
    "longest distance, s": Math.max(0, ...gaps.slice(2)) / 1_000,
    "a distance that shrinks, of the one before": Math.max(0, ...shrinking),
  };
}
