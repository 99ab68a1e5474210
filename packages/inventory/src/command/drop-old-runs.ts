import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { reasonOf } from "../failures/reason-of.js";
import { hasEnded } from "../journal/has-ended.js";
import { journalsIn } from "../run/journals-in.js";
import type { Log } from "./log.js";
import { runsFolder } from "./runs-folder.js";

/**
 * Removes the journals of finished runs, except the newest `keep` of them. A journal stays if its run did not come to
 * its end, as it can be resumed, or if a process has it open. A journal that cannot be removed is reported, and the
 * others are removed all the same.
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
