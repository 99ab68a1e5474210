import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { reasonOf } from "../failures/reason-of.js";
import { hasEnded } from "../journal/has-ended.js";
import { journalsIn } from "../run/journals-in.js";
import type { Log } from "./log.js";
import { runsFolder } from "./runs-folder.js";

/**
 * Removes the journals of finished runs but the newest. One whose run did not come to its end may be gone on with, and one
 * that a process has open is being written: those stay. What cannot be removed is said, and no reason to stop.
 */
export async function dropOldRuns(out: string, keep: number, log: Log): Promise<void> {
  let finished = 0;
  for (const journal of await journalsIn(runsFolder(out))) {
    try {
      if (existsSync(`${journal}.lock`) || !(await hasEnded(journal))) {
        continue;
      }
      finished += 1;
      if (finished > keep) {
        await rm(journal);
      }
    } catch (error) {
      log.say(`cannot remove ${journal}: ${reasonOf(error)}; the run is kept`);
    }
  }
}
