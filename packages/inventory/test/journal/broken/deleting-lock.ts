import { plainLock } from "./plain-lock.js";

/** Deletes a lock whose process is gone, and makes its own: between the two it may delete that of somebody else. */
export const deletingLock = plainLock(async ({ system, lock, own }) => {
  await system.remove(lock);
  return await system.link(own, lock);
});
