import { open } from "node:fs/promises";

/**
 * Whether the last line of a journal says that its run came to its end. Only that line is read, since there may be a
 * year of runs. A journal that cannot be opened counts as not ended.
 */
export async function hasEnded(journal: string): Promise<boolean> {
  const file = await open(journal, "r").catch(() => undefined);
  if (file === undefined) {
    // If the run is resumed, the user gets the reason why the journal cannot be read.
    return false;
  }
  try {
    const { size } = await file.stat();
    const length = Math.min(size, LONGEST_END);
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
    return /^\{"_tag":"End",.*\}\n$/m.test(buffer.toString("latin1").split(/^/m).at(-1) ?? "");
  } finally {
    await file.close();
  }
}

/** In bytes; a line that says that a run has ended is shorter. */
const LONGEST_END = 512;
