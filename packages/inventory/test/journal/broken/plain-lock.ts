import { JournalError } from "../../../src/journal/journal-error.js";
import type { LockedPaths } from "../../../src/journal/journal-lock.js";
import type { LockSystem } from "../../../src/journal/lock-system.js";
import type { TakeLock } from "../take-lock.js";

/** What a takeover has to do with. */
export interface Takeover {
  readonly system: LockSystem;
  readonly lock: string;
  /** A file with the lock's new content. */
  readonly own: string;
  /** What stood in the lock, and that its process is gone. */
  readonly content: string;
}

/** A lock as short as it gets, for the broken ones, which decide how one is taken over. */
export function plainLock(tookOver: (takeover: Takeover) => Promise<boolean>): TakeLock {
  return async ({ journal, lock }: LockedPaths, system) => {
    const own = `${lock}.${system.pid}`;
    await system.create(own, JSON.stringify({ pid: system.pid }));
    try {
      for (let attempt = 0; !(await system.link(own, lock)); attempt += 1) {
        if (attempt === 20) {
          throw new JournalError({ reason: "held", path: journal, problem: "somebody takes it over" });
        }
        const content = await system.read(lock);
        if (content !== undefined) {
          const { pid } = JSON.parse(content) as { readonly pid: number };
          if ((await system.identity(pid)) !== undefined) {
            throw new JournalError({ reason: "held", path: journal, problem: `process ${pid} has it` });
          }
          if (await tookOver({ system, lock, own, content })) {
            break;
          }
        }
        await system.pause();
      }
    } finally {
      await system.remove(own);
    }
    return { release: () => system.remove(lock) };
  };
}
