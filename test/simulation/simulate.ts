// First: it gives the turns of the event loop to the world before core takes one for itself.
import { setTimerHome } from "./world/intercepted-timers.js";
import type { Violation } from "./oracle/promised.js";
import type { Program } from "./program/program.js";
import { Run } from "./run/run.js";
import { type Library, OURS } from "./user/library.js";
import { VirtualWorld } from "./world/virtual-world.js";

/** What became of one program. */
export interface Outcome {
  /** The first promise that was broken; `undefined` if all were kept. */
  readonly violation: Violation | undefined;
  readonly steps: number;
  /** What happened, in words, if it was asked for. */
  readonly story: readonly string[];
}

/**
 * Runs one program in virtual time, and looks after each step whether every promise is kept.
 *
 * A step is one thing that is due (an answer, a timer, a turn, a user's decision) and every promise that settles by it.
 */
export async function simulate(
  program: Program,
  options: { readonly library?: Library; readonly withStory?: boolean } = {},
): Promise<Outcome> {
  const world = new VirtualWorld(program.seed, options);
  setTimerHome(world);
  const rejected = (error: unknown): void => void world.unhandled.push(error);
  process.on("unhandledRejection", rejected);
  try {
    const run = new Run(program, world, options.library ?? OURS);
    const violation = await run.toTheEnd();
    return { violation, steps: world.steps, story: world.story ?? [] };
  } finally {
    process.off("unhandledRejection", rejected);
    setTimerHome(undefined);
  }
}
