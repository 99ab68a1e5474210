import { plainLock } from "./plain-lock.js";

/** The one that is not broken: by a second link, of which it looks what it is one of. */
export const carefulLock = plainLock(async ({ system, lock, own, content }) => {
  const stale = `${lock}.${content}`;
  if (!(await system.link(lock, stale))) {
    return false;
  }
  const isStill = (await system.read(stale)) === content;
  if (isStill) {
    await system.rename(own, lock);
  }
  await system.remove(stale);
  return isStill;
});
