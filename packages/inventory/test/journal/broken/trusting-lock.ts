import { plainLock } from "./plain-lock.js";

/** Takes over by a second link, but does not look whether that is one of the lock that it had read. */
export const trustingLock = plainLock(async ({ system, lock, own, content }) => {
  const stale = `${lock}.${content}`;
  if (!(await system.link(lock, stale))) {
    return false;
  }
  await system.rename(own, lock);
  await system.remove(stale);
  return true;
});
