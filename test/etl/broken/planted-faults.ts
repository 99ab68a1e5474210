import { fileURLToPath } from "node:url";
import type { Promised } from "../run-draw.js";
import type { DrawnKills } from "../world/draw-kills.js";

/** A job that breaks a promise, the kills by which it is found, and the promise. */
export interface PlantedFault {
  readonly name: string;
  readonly main: string;
  readonly draw: DrawnKills;
  readonly found: Promised;
}

/** The folder of this proof: what is planted is not built. */
const SOURCES = new URL(import.meta.url.includes("/dist/") ? "../../../" : "../", import.meta.url);

export const PLANTED_FAULTS: readonly PlantedFault[] = [
  {
    name: "a position that is written before its batch",
    main: main("position-first"),
    // It asks for the pages of its first batch in less than a second, and then is between position and batch for two.
    draw: { latency: 2, moments: [{ _tag: "Requests", share: 0.01, later: 1_000 }] },
    found: "the rows of every table are those of the undisturbed run",
  },
  {
    name: "a batch that is written without its position",
    main: main("batch-alone"),
    draw: { latency: 2, moments: [{ _tag: "Requests", share: 0.6, later: 0 }] },
    found: "no page whose rows are in the tables is asked for again",
  },
];

function main(name: string): string {
  return fileURLToPath(new URL(`broken/${name}.mjs`, SOURCES));
}
