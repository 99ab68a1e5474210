import { describeProgram } from "./program/describe-program.js";
import type { Program } from "./program/program.js";
import { shrink } from "./shrink.js";
import { simulate } from "./simulate.js";
import type { Library } from "./user/library.js";
import { programInWeather } from "./weather/program-in-weather.js";
import type { Weather } from "./weather/weather.js";

/** What a person wants to know of a seed that broke a promise: the program, what happened, and how to see it again. */
export async function report(
  seed: number,
  { library, weather = [] }: { readonly library?: Library | undefined; readonly weather?: readonly Weather[] } = {},
): Promise<string> {
  const program = programInWeather(seed, weather);
  const whole = await withStory(program, library);
  if (whole.violation === undefined) {
    return lines(`seed ${seed} keeps every promise`, program, whole.story);
  }
  const smallest = await shrink(program, whole.violation, library);
  const small = await withStory(smallest, library);
  const { promise, what } = whole.violation;
  return [
    `the promise: ${promise.states}`,
    lines(`seed ${seed} breaks a promise: ${what}`, program, whole.story),
    lines(`the same in a smaller program: ${small.violation?.what ?? "nothing"}`, smallest, small.story),
    `see it again: pnpm simulate --seed ${seed}${weatherOption(weather)}`,
  ].join("\n\n");
}

function weatherOption(weather: readonly Weather[]): string {
  return weather.length === 0 ? "" : ` --weather "${weather.map(({ name }) => name).join(",")}"`;
}

async function withStory(program: Program, library: Library | undefined): ReturnType<typeof simulate> {
  return simulate(program, { withStory: true, ...(library !== undefined && { library }) });
}

function lines(title: string, program: Program, story: readonly string[]): string {
  return [
    title,
    ...describeProgram(program).map((line) => `  ${line}`),
    "  what happens:",
    ...story.map(indented),
  ].join("\n");
}

function indented(line: string): string {
  return `  ${line}`;
}
