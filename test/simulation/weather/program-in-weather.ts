import type { Program } from "../program/program.js";
import { randomProgram } from "../program/random-program.js";
import { chosenBy, Random } from "../world/random.js";
import type { Weather } from "./weather.js";

/** The program of a seed in some of these kinds of weather, which the seed chooses too; without any, as it is. */
export function programInWeather(seed: number, weathers: readonly Weather[]): Program {
  return weathers.reduce((program, weather) => {
    // Each draws numbers of its own, so that another kind of weather changes nothing of this one's.
    const random = new Random(Math.floor(chosenBy(seed, ...charCodesOf(weather.name)) * 2 ** 31));
    return weathers.length === 1 || random.chance(0.5) ? weather.over(program, random) : program;
  }, randomProgram(seed));
}

function charCodesOf(text: string): readonly number[] {
  return Array.from(text, (letter) => letter.codePointAt(0) ?? 0);
}
