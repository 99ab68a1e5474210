import type { Promised } from "../oracle/promised.js";
import type { Library } from "../user/library.js";
import type { Weather } from "../weather/weather.js";

/** A library that breaks a promise. */
export interface PlantedFault {
  readonly name: string;
  readonly library: Library;
  /** The weather in which it shows. */
  readonly weather?: readonly Weather[];
  /** The promise that finds it. */
  readonly breaks: Promised;
}
