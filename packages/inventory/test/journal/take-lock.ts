import type { LockedPaths } from "../../src/journal/journal-lock.js";

/** Takes a lock, or rejects. */
export type TakeLock = (paths: LockedPaths) => Promise<unknown>;
