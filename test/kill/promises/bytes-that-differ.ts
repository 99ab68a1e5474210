import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileJournal, writeViews } from "@rekognition-rx/inventory";
import { SUMMARY } from "../world/output-folder.js";

/** Makes the views of a journal twice more, and names the files that are not the same bytes each time. */
export async function bytesThatDiffer(journal: string, out: string): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), "kill-views-"));
  try {
    const [first, second] = [join(folder, "first"), join(folder, "second")];
    await writeViews(fileJournal(journal), { out: first });
    await writeViews(fileJournal(journal), { out: second });
    const differing: string[] = [];
    for (const name of await readdir(first)) {
      const bytes = await readFile(join(first, name));
      // The command's own `summary.json` says how it ended, too.
      for (const other of name === SUMMARY ? [second] : [second, out]) {
        if (!bytes.equals(await readFile(join(other, name)))) {
          differing.push(`${name} is another one each time that it is made`);
        }
      }
    }
    return differing;
  } finally {
    await rm(folder, { recursive: true });
  }
}
