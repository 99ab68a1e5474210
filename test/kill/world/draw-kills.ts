import { Random } from "../../simulation/world/random.js";
import type { Pace } from "./world.js";

/** When a process is killed. */
export type Moment =
  /** After so much of the time that an undisturbed run takes, from the start of the process. */
  | { readonly _tag: "Time"; readonly share: number }
  /** Some milliseconds after the journal has grown to a share of that of an undisturbed run. */
  | { readonly _tag: "Journal"; readonly share: number; readonly later: number }
  /** So many milliseconds after the first view is begun. */
  | { readonly _tag: "Views"; readonly later: number };

/** A run, and what is done to it. */
export interface DrawnKills extends Pace {
  /** One after the other: of the run, then of what goes on with it. */
  readonly moments: readonly Moment[];
  /** Whether its processes are stopped for a while now and then. */
  readonly isFrozen: boolean;
}

/** One number, the seed, decides all that can be decided: not how fast the machine is. */
export function drawKills(seed: number): DrawnKills {
  const random = new Random(seed * 7_919 + 13);
  return {
    latency: random.int(0, 15),
    quota: random.int(2, 10),
    isFrozen: random.chance(0.25),
    moments: Array.from({ length: random.int(1, 4) }, () => drawMoment(random)),
  };
}

function drawMoment(random: Random): Moment {
  const kind = random.next();
  if (kind < 0.4) {
    return { _tag: "Time", share: 0.9 * random.next() };
  }
  return kind < 0.75
    ? { _tag: "Journal", share: random.next(), later: random.int(0, 20) }
    : { _tag: "Views", later: random.int(0, 60) };
}
