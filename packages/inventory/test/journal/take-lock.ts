import type { JournalLock, LockedPaths } from "../../src/journal/journal-lock.js";
import type { LockSystem } from "../../src/journal/lock-system.js";

/** Takes a lock, or rejects. */
export type TakeLock = (paths: LockedPaths, system: LockSystem) => Promise<Pick<JournalLock, "release">>;
