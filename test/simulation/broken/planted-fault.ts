import type { Promised } from "../oracle/promised.js";
import type { Library } from "../user/library.js";

/** A library that breaks a promise. */
export interface PlantedFault {
  readonly name: string;
  readonly library: Library;
  /** The promise that finds it. */
  readonly breaks: Promised;
}
