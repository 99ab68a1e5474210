import type { Weather } from "./weather.js";
import { WEATHERS } from "./weathers.js";

/** The kinds of weather of a list of names, or of `all`. @throws RangeError for a name that there is not. */
export function weathersNamed(names: string): readonly Weather[] {
  if (names === "all") {
    return WEATHERS;
  }
  return names
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "")
    .map((name) => {
      const weather = WEATHERS.find((each) => each.name === name);
      if (weather === undefined) {
        throw new RangeError(`there is no weather "${name}": there is ${WEATHERS.map((each) => each.name).join(", ")}`);
      }
      return weather;
    });
}
