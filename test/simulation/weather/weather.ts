import type { Program, WalkSpec } from "../program/program.js";
import type { Quota } from "../service/service-model.js";
import type { Random } from "../world/random.js";

/** One kind of weather. A new one is a file beside this one, and a line in `weathers.ts`. */
export interface Weather {
  readonly name: string;
  /** The program in this weather. */
  readonly over: (program: Program, random: Random) => Program;
  /** What of it a program has, in words. */
  readonly describe?: (program: Program) => readonly string[];
  /** The program in milder weather, for whoever looks for the smallest that breaks a promise. */
  readonly milder?: (program: Program) => readonly Program[];
  /** Whether the service throttles a request of this walk now, whatever its quota. */
  readonly throttles?: (program: Program, walk: WeatheredWalk, now: number) => boolean;
  /** The quota of each operation now, if it is not the one that the service began with. */
  readonly quotaAt?: (program: Program, now: number) => Quota | undefined;
}

/** The walk whose request it is. */
interface WeatheredWalk {
  readonly spec: WalkSpec;
  /** Answers so far. */
  readonly answers: number;
}
