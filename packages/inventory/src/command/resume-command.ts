import { dirname, resolve } from "node:path";
import { runsFolder } from "./runs-folder.js";
import { shellWord } from "./shell-word.js";

/** The command that resumes a run, quoted for a shell. */
export function resumeCommand(journal: string, out: string): string {
  const path = shellWord(journal.startsWith("-") ? `./${journal}` : journal);
  return `rekognition-inventory resume ${path}${resolve(dirname(journal)) === resolve(runsFolder(out)) ? "" : ` --out ${shellWord(out)}`}`;
}
