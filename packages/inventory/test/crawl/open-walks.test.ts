import { setImmediate } from "node:timers/promises";
import * as fc from "fast-check";
import { from, lastValueFrom, Subject } from "rxjs";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { OpenWalks } from "../../src/crawl/open-walks.js";

beforeEach(() => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
});

/** The walks of some queues. Each goes on until it is ended. */
function queues(share: () => number) {
  const time = { active: 0, idle: 0 };
  let looks = 0;
  const open = new OpenWalks(() => {
    looks += 1;
    return { ...time };
  });
  const ends = new Map<string, () => void>();
  const begun: string[] = [];
  const work = (walk: string): Promise<void> => {
    begun.push(walk);
    return new Promise((resolve) => {
      ends.set(walk, () => {
        ends.delete(walk);
        resolve();
      });
    });
  };
  return {
    open,
    begun,
    work,
    openIn: (queue: string): number => [...ends.keys()].filter((walk) => walk.startsWith(queue)).length,
    end: async (at: number): Promise<void> => {
      [...ends.values()][at % Math.max(1, ends.size)]?.();
      await vi.advanceTimersByTimeAsync(0);
    },
    /** How often the event loop has been looked at. Timers cannot be counted: other files of this process may have some. */
    looks: (): number => looks,
    /** Some intervals in which the loop works for its share of the time. */
    pass: async (intervals: number): Promise<void> => {
      for (let interval = 0; interval < intervals; interval += 1) {
        time.active += 100 * share();
        time.idle += 100 * (1 - share());
        await vi.advanceTimersByTimeAsync(100);
      }
    },
  };
}

const walks = (queue: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, at) => `${queue}${at}`);

describe("the walks of a queue", () => {
  test("are few at first, and sixteen at a time as soon as the process waits for answers", async () => {
    const { open, work, openIn, pass, looks } = queues(() => 0.2);
    const running = open.each(from(walks("a", 100)), work).subscribe();
    expect(openIn("a")).toBe(2);
    await pass(1);
    expect(openIn("a")).toBe(4);
    await pass(2);
    expect(openIn("a")).toBe(16);
    await pass(10);
    expect(openIn("a")).toBe(16);
    running.unsubscribe();
    const before = looks();
    await pass(3);
    expect([before > 10, looks()]).toEqual([true, before]);
  });

  test("become few as they end in a process that is busy, and many again when it is not", async () => {
    let share = 0.2;
    const { open, work, openIn, end, pass } = queues(() => share);
    const running = open.each(from(walks("a", 100)), work).subscribe();
    await pass(3);
    share = 0.95;
    await pass(3);
    expect(openIn("a")).toBe(16);
    for (let ended = 0; ended < 20; ended += 1) {
      await end(0);
    }
    expect(openIn("a")).toBe(2);
    share = 0.8;
    await pass(5);
    expect(openIn("a")).toBe(2);
    share = 0.7;
    await pass(3);
    expect(openIn("a")).toBe(16);
    running.unsubscribe();
  });

  test("are as many as there may be where only the clock of a test passes", async () => {
    const { open, work, openIn } = queues(() => 1);
    const running = open.each(from(walks("a", 100)), work).subscribe();
    await vi.advanceTimersByTimeAsync(300);
    expect(openIn("a")).toBe(16);
    running.unsubscribe();
  });

  test("follow the event loop of this process", async () => {
    vi.useRealTimers();
    const open = new OpenWalks();
    let begun = 0;
    const running = open
      .each(from(walks("a", 100)), () => {
        begun += 1;
        return new Promise(() => {});
      })
      .subscribe();
    for (const end = performance.now() + 500; performance.now() < end; await setImmediate()) {
      for (const busy = performance.now() + 20; performance.now() < busy;) {
        // The loop works.
      }
    }
    expect(begun).toBe(2);
    await expect.poll(() => begun, { timeout: 20_000 }).toBe(16);
    running.unsubscribe();
  });

  test("end with the error of one of them, and no other begins after it", async () => {
    const open = new OpenWalks();
    const failing = new Subject<never>();
    const begun: number[] = [];
    const done = lastValueFrom(
      open.each(from([0, 1, 2, 3, 4]), async (walk) => {
        begun.push(walk);
        await lastValueFrom(failing);
      }),
    );
    failing.error(new Error("the disk is full"));
    await expect(done).rejects.toThrow("the disk is full");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(begun).toEqual([0, 1]);
  });
});

test("law: each walk is worked on once, in the order of its queue, 2 to 16 at a time, whatever the process does", async () => {
  const act = fc.oneof(
    fc.record({ what: fc.constant("end"), at: fc.nat(63) }),
    fc.record({ what: fc.constant("pass"), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 3 }),
      fc.array(act, { maxLength: 80 }),
      async (counts, acts) => {
        let share = 0;
        const { open, begun, work, openIn, end, pass, looks } = queues(() => share);
        const names = counts.map((_, at) => "abc"[at] ?? "");
        const ended = new Set<string>();
        counts.forEach((count, at) => {
          const name = names[at] ?? "";
          open.each(from(walks(name, count)), work).subscribe({ complete: () => ended.add(name) });
        });
        const held = (): void =>
          counts.forEach((count, at) => {
            const name = names[at] ?? "";
            const left = count - begun.filter((walk) => walk.startsWith(name)).length;
            expect(openIn(name)).toBeLessThanOrEqual(16);
            // None waits while there is a place for it.
            expect(openIn(name)).toBeGreaterThanOrEqual(Math.min(2, left + openIn(name)));
          });
        held();
        for (const next of acts) {
          if ("at" in next) {
            await end(next.at);
          } else {
            share = next.share;
            await pass(1);
          }
          held();
        }
        while (names.some((name) => openIn(name) > 0)) {
          await end(0);
        }
        expect(ended).toEqual(new Set(names));
        for (const [at, count] of counts.entries()) {
          const name = names[at] ?? "";
          expect(begun.filter((walk) => walk.startsWith(name))).toEqual(walks(name, count));
        }
        const before = looks();
        await pass(2);
        expect(looks()).toBe(before);
      },
    ),
    { numRuns: 200 },
  );
});
