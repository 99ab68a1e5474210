import { setImmediate as nextTurn } from "node:timers/promises";
import type * as fc from "fast-check";

export interface Driven {
  /** The scheduler of the answers that come later. */
  readonly scheduler: fc.Scheduler;
  /** Whether all is done. */
  readonly settled: () => boolean;
  /** A number that changes while something happens. */
  readonly progress: () => number;
  /** Moves a virtual clock on, if nothing else happens; whether it had something to do. */
  readonly passTime?: () => boolean;
}

/**
 * Lets a run go on until it is done, or until nothing will ever happen again, and says which.
 *
 * A hang is known by stillness and not by a clock: nothing is scheduled, and turns of the event loop change nothing.
 */
export async function drive({ scheduler, settled, progress, passTime }: Driven): Promise<"settled" | "hangs"> {
  let still = 0;
  while (still < STILL_TURNS) {
    const before = progress();
    await nextTurn();
    if (settled()) {
      return "settled";
    }
    if (scheduler.count() > 0) {
      await scheduler.waitOne();
      still = 0;
    } else if (progress() !== before) {
      still = 0;
    } else {
      still += 1;
      if (still === STILL_TURNS && passTime?.() === true) {
        still = 0;
      }
    }
  }
  return "hangs";
}

/** Lets everything happen that will without anybody doing more, however little it is. */
export async function quiesce(run: Omit<Driven, "settled">): Promise<void> {
  await drive({ ...run, settled: () => false });
}

/** As {@link quiesce}, where nothing is scheduled: a few turns of the event loop. */
export async function quiesceTurns(): Promise<void> {
  for (let turn = 0; turn < STILL_TURNS; turn += 1) {
    await nextTurn();
  }
}

// A pull with pages ahead waits two turns for its request to reach the socket; rather more, to be sure.
const STILL_TURNS = 6;
