import type { VirtualTimeScheduler } from "rxjs";
import { settle } from "../retry/support/run-virtually.js";

/** Lets virtual time pass until an instant, in ms, and promises settle in between. */
export async function runUntil(scheduler: VirtualTimeScheduler, end: number): Promise<void> {
  await settle();
  for (;;) {
    const next = Math.min(...scheduler.actions.map(({ delay }) => delay));
    if (next > end) {
      return;
    }
    scheduler.maxFrames = next;
    scheduler.flush();
    await settle();
  }
}
