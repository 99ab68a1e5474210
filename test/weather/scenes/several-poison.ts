import { Random } from "../../simulation/world/random.js";
import { drawWeather, medianOfFive, walksFor } from "../draw-weather.js";
import type { Scene } from "../scene.js";
import { runWeather } from "../world/run-weather.js";

/**
 * Bar 4, for several: each is refused for the first time like a request under a quota that is used up. When each of them
 * turns out to be at fault, the pace is what it was.
 */
export const severalPoison: Scene = {
  name: "comes back beside several requests that are always refused",
  measure(seed, { adaptive, bucket, paced }) {
    const random = new Random(seed);
    const weather = drawWeather(seed, { leastRate: 2, roomyFor: 1 });
    const requests = Math.ceil(60 * weather.rate) + weather.burst;
    const walks = Math.min(requests, walksFor(weather));
    const isKnown = random.chance(0.5);
    const process = {
      limiter: isKnown ? bucket(weather.rate, 1) : adaptive,
      walks,
      pages: Math.ceil(requests / walks),
    };
    const poison = { walks: random.int(2, 10), after: random.pick([0, 5_000, 20_000]) };
    const time = (poisoned: boolean): number =>
      medianOfFive(
        seed,
        (each) =>
          runWeather(weather, [{ ...process, poison: poisoned ? poison : undefined }], {
            seed: each,
            paced,
            until: 600_000,
          }).doneAt[0] ?? Number.POSITIVE_INFINITY,
      );
    return { [`time, of that without, quota ${isKnown ? "known" : "not known"}`]: time(true) / time(false) };
  },
  bars: ["known", "not known"].flatMap((quota) => {
    const figure = `time, of that without, quota ${quota}`;
    return [
      { figure, atMost: 1.5, inShare: 0.9 },
      { figure, atMost: 2 },
    ];
  }),
};
