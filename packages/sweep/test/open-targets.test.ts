import type { Target } from "@rekognition-rx/inventory";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type LentTarget, OpenTargets } from "../src/work/open-targets.js";

/** Whoever opens and closes targets, and what is open. */
function world() {
  const opened: string[] = [];
  const open = new Set<string>();
  const wrong: string[] = [];
  const lent = new Map<string, number>();
  const targets = new OpenTargets();
  return {
    opened,
    open,
    wrong,
    targets,
    lend: async (name: string): Promise<LentTarget> => {
      const one = await targets.lend(name, async (): Promise<Target> => {
        opened.push(name);
        if (open.has(name)) {
          wrong.push(`${name} was opened twice`);
        }
        open.add(name);
        const close = (): void => {
          if (!open.delete(name) || (lent.get(name) ?? 0) > 0) {
            wrong.push(`${name} was closed while it was in use, or a second time`);
          }
        };
        return { id: name, region: "us-east-1", client: { send: () => Promise.reject(new Error("not asked")) }, close };
      });
      if (!("giveBack" in one)) {
        throw new Error("there is no such target here");
      }
      lent.set(name, (lent.get(name) ?? 0) + 1);
      return {
        target: one.target,
        giveBack: () => {
          lent.set(name, (lent.get(name) ?? 0) - 1);
          one.giveBack();
          // A second time changes nothing.
          one.giveBack();
        },
      };
    },
  };
}

test("a target is open once while it is in use, and closed once, whoever else has it and in whatever order", async () => {
  const step = fc.oneof(
    { weight: 3, arbitrary: fc.record({ lend: fc.nat({ max: 150 }).map((each) => `target ${each}`) }) },
    { weight: 2, arbitrary: fc.record({ giveBack: fc.nat() }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 400, size: "max" }), async (steps) => {
      const { lend, open, targets, wrong } = world();
      const held: LentTarget[] = [];
      for (const each of steps) {
        if ("lend" in each) {
          const lent = await lend(each.lend);
          if (lent.target.id !== each.lend || !open.has(each.lend)) {
            wrong.push(`${each.lend} was not lent, or is not open`);
          }
          held.push(lent);
        } else if (held.length > 0) {
          const [back] = held.splice(each.giveBack % held.length, 1);
          back?.giveBack();
          // Some that wait for the next user, and those that are in use.
          await Promise.resolve();
        }
        expect(open.size).toBeLessThanOrEqual(64 + new Set(held.map(({ target }) => target.id)).size);
      }
      targets.end();
      for (const each of held) {
        each.giveBack();
      }
      await Promise.resolve();
      expect([...open]).toEqual([]);
      expect(wrong).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test("shards that begin at once, or one after the other, share a target; the least recently used one goes first", async () => {
  const { lend, open, opened, targets } = world();
  const [one, other] = await Promise.all([lend("a"), lend("a")]);
  expect(one.target).toBe(other.target);
  one.giveBack();
  other.giveBack();
  (await lend("a")).giveBack();
  expect(opened).toEqual(["a"]);
  for (let at = 0; at < 64; at += 1) {
    (await lend(String(at))).giveBack();
    (await lend("a")).giveBack();
  }
  await Promise.resolve();
  expect(open.size).toBe(64);
  expect([open.has("a"), open.has("0"), open.has("1")]).toEqual([true, false, true]);
  targets.end();
  await Promise.resolve();
  expect(open.size).toBe(0);
});

test("a target that cannot be opened, or not be asked, is opened again", async () => {
  const targets = new OpenTargets();
  let times = 0;
  const fail = (): Promise<Target> => {
    times += 1;
    return Promise.reject(new Error("no network"));
  };
  const refuse = async (): Promise<Target> => {
    times += 1;
    return { id: "a", region: "us-east-1", outcome: "no-credentials" };
  };
  await expect(targets.lend("a", fail)).rejects.toThrow("no network");
  await expect(targets.lend("a", fail)).rejects.toThrow("no network");
  expect(await targets.lend("a", refuse)).toMatchObject({ outcome: "no-credentials" });
  expect(await targets.lend("a", refuse)).toMatchObject({ outcome: "no-credentials" });
  expect(times).toBe(4);
});
