import { fileURLToPath } from "node:url";
import type { Promised } from "../run-draw.js";
import type { DrawnKills } from "../world/draw-kills.js";

/** A command that breaks a promise, the kills by which it is found, and the promise. */
export interface PlantedFault {
  readonly name: string;
  readonly bin: string;
  readonly draw: DrawnKills;
  readonly found: Promised;
}

const IN_THE_CRAWL: DrawnKills = {
  latency: 5,
  quota: 10,
  isFrozen: false,
  moments: [{ _tag: "Journal", share: 0.4, later: 0 }],
};

/** The folder of this proof: what is planted is not built. */
const SOURCES = new URL(import.meta.url.includes("/dist/") ? "../../../" : "../", import.meta.url);

export const PLANTED_FAULTS: readonly PlantedFault[] = [
  {
    name: "a journal that acknowledges before it writes",
    bin: bin("hasty-journal"),
    draw: IN_THE_CRAWL,
    found: "every request follows from a line that is in the journal",
  },
  {
    name: "a resume that forgets the children of what was killed",
    bin: bin("forgetful-resume"),
    draw: IN_THE_CRAWL,
    found: "the rows of every table are those of the undisturbed run",
  },
  {
    name: "a resume that begins walks again",
    bin: bin("repeating-resume"),
    draw: IN_THE_CRAWL,
    found: "no page that is in the journal is asked for again",
  },
  {
    name: "views that are written in the place where they are read",
    bin: bin("views-in-place"),
    draw: { ...IN_THE_CRAWL, moments: [{ _tag: "Views", later: 0 }] },
    found: "no file that has its name is half a file",
  },
];

function bin(name: string): string {
  return fileURLToPath(new URL(`broken/${name}.mjs`, SOURCES));
}
