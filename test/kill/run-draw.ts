import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { askedAgain } from "./promises/asked-again.js";
import { bytesThatDiffer } from "./promises/bytes-that-differ.js";
import { withoutALine } from "./promises/follows-from-a-line.js";
import { pageRequests } from "./promises/page-requests.js";
import { differences, rowsThatDiffer } from "./promises/rows-that-differ.js";
import { COMMAND, CommandProcess, type Ended } from "./world/command-process.js";
import type { DrawnKills } from "./world/draw-kills.js";
import { killAt } from "./world/kill-at.js";
import { type OutputFolder, outputFolder } from "./world/output-folder.js";
import { begin, exportArgs, OUT, type World } from "./world/world.js";

/** What a killed process was doing. */
export const PHASES = ["before its first line", "crawl", "views", "after its last file"] as const;
type Phase = (typeof PHASES)[number];

export const PROMISES = [
  "the rows of every table are those of the undisturbed run",
  "every request follows from a line that is in the journal",
  "no page that is in the journal is asked for again",
  "no file that has its name is half a file",
  "the views of a journal are the same bytes each time",
  "a run that was killed goes on to the end of the undisturbed one",
] as const;
export type Promised = (typeof PROMISES)[number];

/** What became of a run that was killed again and again. */
export interface Outcome {
  /** Of each kill that hit. */
  readonly phases: readonly Phase[];
  /** Kills whose process went on with a run. */
  readonly ofResumes: number;
  readonly broken: readonly { readonly promised: Promised; readonly how: string }[];
}

/**
 * Runs the command, kills it, goes on with `resume`, as often as is drawn, and lets the last one come to its end.
 *
 * @param bin - the command, or a broken one.
 */
export async function runDraw(world: World, draw: DrawnKills, bin: string = COMMAND): Promise<Outcome> {
  const { emulator, undisturbed } = world;
  const folder = await mkdtemp(join(tmpdir(), "kill-"));
  const out = join(folder, OUT);
  const phases: Phase[] = [];
  const broken: Outcome["broken"][number][] = [];
  const check = (promised: Promised, found: readonly string[]): void => {
    broken.push(...found.slice(0, 3).map((how) => ({ promised, how })));
  };
  const startCommand = ({ journal }: OutputFolder): CommandProcess => {
    const args = journal === undefined ? exportArgs(emulator) : ["resume", journal, "--out", out, "--quiet"];
    return new CommandProcess(bin, args, folder);
  };
  try {
    begin(emulator, draw);
    let before = await outputFolder(out);
    let ofResumes = 0;
    let ended: Ended | undefined;
    for (const moment of [...draw.moments, undefined]) {
      emulator.clearRequests();
      const command = startCommand(before);
      const isHit = moment !== undefined && (await killAt(moment, command, { out, undisturbed, ...draw }));
      const end = await command.ended;
      const after = await outputFolder(out);
      const requests = pageRequests(emulator.requests);
      check("every request follows from a line that is in the journal", withoutALine(requests, after.steps));
      check("no page that is in the journal is asked for again", askedAgain(requests, before.steps));
      if (!isHit) {
        ended = end;
        before = after;
        break;
      }
      phases.push(phaseOf(before, after));
      ofResumes += before.journal === undefined ? 0 : 1;
      check("no file that has its name is half a file", await rowsThatDiffer(out, after.files, undisturbed));
      if (broken.length > 0) {
        return { phases, ofResumes, broken };
      }
      before = after;
    }
    if (ended?.code === undisturbed.code && before.journal !== undefined) {
      const found = await differences(out, before.files, undisturbed);
      check("the rows of every table are those of the undisturbed run", found);
      check("the views of a journal are the same bytes each time", await bytesThatDiffer(before.journal, out));
    } else {
      const how = `it ended with ${ended?.code} and not ${undisturbed.code}: ${ended?.stderr}`;
      check("a run that was killed goes on to the end of the undisturbed one", [how]);
    }
    return { phases, ofResumes, broken };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function phaseOf(before: OutputFolder, after: OutputFolder): Phase {
  if (after.steps.length === before.steps.length) {
    return "before its first line";
  }
  if (after.steps.at(-1)?._tag !== "End") {
    return "crawl";
  }
  return after.summary === undefined || after.summary === before.summary ? "views" : "after its last file";
}
