import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { resolve } from "node:path";
import { reasonOf } from "../failures/reason-of.js";
import { hasEnded } from "../journal/has-ended.js";
import { journalsIn } from "../run/journals-in.js";
import type { CommandRun } from "./run-options.js";
import { runsFolder } from "./runs-folder.js";

/**
 * After a run: removes the journals of finished runs from its folder, except the newest `keep` of them. A run that read
 * nothing has left no journal, and removes none.
 *
 * A journal stays if it is that of the run itself, if its run did not come to its end, as it can be resumed, or if a
 * process has it open. A journal that cannot be removed is reported, and the others are removed all the same.
 *
 * @param keep - `undefined` for all.
 */
export async function dropOldRuns(
  { journal: own, out, log }: Pick<CommandRun, "journal" | "log" | "out">,
  keep: number | undefined,
): Promise<void> {
  if (keep === undefined || !existsSync(own)) {
    return;
  }
  const folder = runsFolder(out);
  // The journal of the run may be somewhere else.
  const journals = existsSync(folder) ? await journalsIn(folder) : [];
  let finished = 0;
  for (const journal of journals) {
    try {
      if (existsSync(`${journal}.lock`) || !(await hasEnded(journal))) {
        continue;
      }
      finished += 1;
      if (finished > keep && resolve(journal) !== resolve(own)) {
        await rm(journal);
      }
    } catch (error) {
      log.say(`cannot remove ${journal}: ${reasonOf(error)}; the run is kept`);
    }
  }
}
