import { setTimeout as sleep } from "node:timers/promises";
import type { CommandProcess } from "./command-process.js";
import type { Moment } from "./draw-kills.js";
import { hiddenIn, journalSize } from "./output-folder.js";
import type { Undisturbed } from "./world.js";

/** Waits for a moment in the life of a process, and kills it. @returns whether it was still there. */
export async function killAt(
  moment: Moment,
  command: CommandProcess,
  where: { readonly out: string; readonly undisturbed: Undisturbed; readonly isFrozen: boolean },
): Promise<boolean> {
  const { out, undisturbed, isFrozen } = where;
  const hasCome = await comes(moment, out, undisturbed);
  for (let turn = 1; !command.hasEnded && !(await hasCome()); turn += 1) {
    if (isFrozen && turn % FREEZE_EVERY === 0) {
      command.freeze();
      await sleep(FREEZE);
      command.thaw();
    }
    await sleep(2);
  }
  if (moment._tag !== "Time" && !command.hasEnded) {
    await sleep(moment.later);
  }
  return await command.kill();
}

async function comes(moment: Moment, out: string, undisturbed: Undisturbed): Promise<() => Promise<boolean>> {
  switch (moment._tag) {
    case "Time": {
      const at = performance.now() + moment.share * undisturbed.duration;
      return () => Promise.resolve(performance.now() >= at);
    }
    case "Journal": {
      const there = await journalSize(out);
      const enough = there + moment.share * Math.max(0, undisturbed.journalSize - there);
      return async () => (await journalSize(out)) > enough;
    }
    case "Views": {
      // Those that were killed before have left some.
      const there = await hiddenIn(out);
      return async () => (await hiddenIn(out)).some((name) => !there.includes(name));
    }
  }
}

/** Turns of 2 ms and what a look at the folder takes. */
const FREEZE_EVERY = 60;
/** Milliseconds. */
const FREEZE = 150;
