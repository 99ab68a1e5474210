import * as fc from "fast-check";
import { expect } from "vitest";
import { isJournalError } from "../../src/journal/journal-error.js";
import { ModelSystem } from "./model-system.js";
import type { TakeLock } from "./take-lock.js";

/**
 * In whatever order the steps of several processes fall, with the lock of one that is gone before them or none, some of
 * them killed and some giving it free again: never do two living ones have it, and if none was killed, one had it.
 */
export function oneHasIt(take: TakeLock): fc.IAsyncProperty<unknown> {
  const process = fc.record({
    steps: fc.oneof({ weight: 4, arbitrary: fc.constant(Number.POSITIVE_INFINITY) }, fc.nat(25)),
    releases: fc.boolean(),
  });
  const processes = fc.array(process, { minLength: 2, maxLength: 4 });
  return fc.asyncProperty(fc.scheduler(), processes, fc.boolean(), async (turns, processes, isStale) => {
    const system = new ModelSystem((what) => turns.schedule(Promise.resolve(), what));
    if (isStale) {
      system.files.set("lock", { content: '{"host":"vm","pid":7,"start":"1","namespace":null,"nonce":"old"}' });
    }
    const holders = new Set<number>();
    const refusals: unknown[] = [];
    let taken = 0;
    let doubles = 0;
    for (const [i, { steps, releases }] of processes.entries()) {
      const pid = 100 + i;
      const takeAndRelease = async (): Promise<void> => {
        const lock = await take({ journal: "journal", lock: "lock" }, system.process(pid, steps));
        taken += 1;
        doubles += [...holders].some((holder) => system.isAlive(holder)) ? 1 : 0;
        holders.add(pid);
        if (releases) {
          holders.delete(pid);
          await lock.release();
        }
      };
      takeAndRelease().catch((error: unknown) => refusals.push(isJournalError(error) ? error.reason : error));
    }
    await turns.waitIdle();
    expect(new Set([...refusals, "held"]), "how they were refused").toEqual(new Set(["held"]));
    expect(doubles, "how often two had it").toBe(0);
    if (processes.every(({ steps }) => steps === Number.POSITIVE_INFINITY)) {
      expect(taken, "how many had it").toBeGreaterThan(0);
      expect(system.files.size, "files that are left").toBe(holders.size);
    }
  });
}
