import type { WalkWatch } from "../oracle/walk-watch.js";
import type { WorkSpec } from "../program/program.js";
import type { VirtualWorld } from "../world/virtual-world.js";

/** What a user does with a page before it comes for the next. */
export async function doWork(work: WorkSpec, watch: WalkWatch, world: VirtualWorld): Promise<void> {
  if (work.kind === "microtask") {
    await Promise.resolve();
  } else if (work.kind === "async") {
    await world.sleep(work.ms, `${watch.name} has done its work on a page`);
  }
}
