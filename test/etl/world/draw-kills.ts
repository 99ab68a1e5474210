import { Random } from "../../simulation/world/random.js";

/** When a process is killed. */
export type Moment =
  /** After so much of the time that an undisturbed run takes, from the start of the process. */
  | { readonly _tag: "Time"; readonly share: number }
  /** Some milliseconds after it has made a share of the requests that are left to be made. */
  | { readonly _tag: "Requests"; readonly share: number; readonly later: number };

/** A run, and what is done to it. */
export interface DrawnKills {
  /** Milliseconds that the service takes for an answer. */
  readonly latency: number;
  /** One after the other: of the first process, then of what goes on with it. */
  readonly moments: readonly Moment[];
}

/** One number, the seed, decides all that can be decided: not how fast the machine is. */
export function drawKills(seed: number): DrawnKills {
  const random = new Random(seed * 7_919 + 17);
  return {
    latency: random.int(0, 10),
    moments: Array.from({ length: random.int(1, 4) }, () => drawMoment(random)),
  };
}

function drawMoment(random: Random): Moment {
  return random.chance(0.3)
    ? { _tag: "Time", share: random.next() }
    : { _tag: "Requests", share: 0.9 * random.next(), later: random.int(0, 20) };
}
