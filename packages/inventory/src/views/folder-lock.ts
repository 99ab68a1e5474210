import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { JournalLock } from "../journal/journal-lock.js";
import { isJournalError } from "../journal/journal-error.js";

/**
 * Waits for its turn to publish files in a folder, and keeps the folder until it is released. If two runs published at
 * once, each would leave files of the other beside its own.
 *
 * If locks are not possible, as on a file system without hard links, it does not wait.
 *
 * @param signal - ends the waiting with its reason.
 * @throws JournalError with the reason `held`, if the folder is held for half a minute: publishing takes milliseconds.
 */
export async function takeFolder(
  folder: string,
  signal: AbortSignal | undefined,
): Promise<{ release(): Promise<void> }> {
  const paths = { journal: folder, lock: join(folder, ".rekognition-inventory.lock") };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await JournalLock.take(paths);
    } catch (error) {
      if (!isJournalError(error) || error.reason !== "held") {
        return { release: () => Promise.resolve() };
      }
      if (attempt === ATTEMPTS) {
        throw error;
      }
    }
    signal?.throwIfAborted();
    await sleep(PAUSE);
  }
}

/** Milliseconds. */
const PAUSE = 50;
const ATTEMPTS = 600;
