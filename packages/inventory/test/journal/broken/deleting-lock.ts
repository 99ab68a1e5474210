import { randomUUID } from "node:crypto";
import { link, readFile, rm, writeFile } from "node:fs/promises";
import type { TakeLock } from "../take-lock.js";

/** Deletes a lock whose process is gone, and makes its own: between the two it may delete that of somebody else. */
export const deletingLock: TakeLock = async ({ lock }) => {
  const own = `${lock}.${randomUUID()}`;
  await writeFile(own, own);
  for (;;) {
    try {
      await link(own, lock);
      return;
    } catch {
      const content = await readFile(lock, "utf8").catch(() => "");
      if (content.startsWith(lock)) {
        throw new Error("held");
      }
      await rm(lock, { force: true });
    }
  }
};
