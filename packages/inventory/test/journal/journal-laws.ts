import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { expect } from "vitest";
import type { Step } from "../../src/crawl/step.js";
import { isJournalError } from "../../src/journal/journal-error.js";
import { runStep, someShortSteps, someSteps, walkStep } from "../support/some-steps.js";
import type { JournalSubject, MakeJournal } from "./journal-subject.js";

/**
 * Whatever is appended at once, synced, closed and opened in between: it is read back as it was appended, in the order of
 * the calls. A reader in the meantime sees what was appended before, and of what is under way whole steps from its begin.
 */
export function keepsInOrder(make: MakeJournal, folder: string): fc.IAsyncProperty<unknown> {
  const sessions = fc.array(fc.array(someSteps(5), { maxLength: 3 }), { minLength: 1, maxLength: 3 });
  return fc.asyncProperty(sessions, async (sessions) => {
    const path = newPath(folder);
    const kept: Step[] = [];
    for (const bursts of sessions) {
      const journal = make(path);
      await journal.open();
      for (const burst of kept.length === 0 ? [[runStep], ...bursts] : bursts) {
        const before = kept.length;
        const appending = Promise.all(burst.map((step) => journal.append(step)));
        kept.push(...burst);
        const seen = await stepsIn(journal);
        await appending;
        expect(seen.length, "steps that a reader sees meanwhile").toBeGreaterThanOrEqual(before);
        expect(seen, "what a reader sees meanwhile").toEqual(asJson(kept.slice(0, seen.length)));
        await journal.sync?.();
      }
      expect(await stepsIn(journal), "what was appended").toEqual(asJson(kept));
      await journal.close();
    }
    expect(await stepsIn(make(path)), "what was kept").toEqual(asJson(kept));
  });
}

/** Cut after any byte, a journal is that of the whole lines before the cut, and goes on from there. */
export function goesOnAfterACut(make: MakeJournal, folder: string): fc.IAsyncProperty<unknown> {
  return fc.asyncProperty(someShortSteps(2), async (steps) => {
    const all = [runStep, ...steps];
    const bytes = await written(make, newPath(folder), all);
    const path = newPath(folder);
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      writeFileSync(path, bytes.subarray(0, cut));
      const lines = linesBefore(bytes, cut);
      const left = asJson(all.slice(0, lines));
      expect(await stepsIn(make(path)), `read when cut at ${cut}`).toEqual(left);
      const journal = make(path);
      await journal.open();
      expect(await stepsIn(journal), `opened when cut at ${cut}`).toEqual(left);
      const next = lines === 0 ? runStep : walkStep(7);
      await journal.append(next);
      await journal.close();
      expect(await stepsIn(make(path)), `gone on when cut at ${cut}`).toEqual([...left, next]);
    }
  });
}

/**
 * A byte that is another, any of the file, is refused with the line that it stands in and nothing from there on, and the
 * file is left as it is. In a half line at the end it does not matter, unless it is a line end.
 */
export function seesEveryChange(make: MakeJournal, folder: string): fc.IAsyncProperty<unknown> {
  const other = fc.oneof(fc.nat(255), fc.constantFrom(0x0a, 0x0d, 0x20, 0x22, 0x30, 0x31, 0x41, 0x61));
  return fc.asyncProperty(someShortSteps(3), other, fc.nat(40), fc.nat(), async (steps, other, cutBack, opened) => {
    const all = [runStep, ...steps];
    const path = newPath(folder);
    const whole = await written(make, path, all);
    const bytes = whole.subarray(0, whole.length - cutBack);
    for (const [position, byte] of bytes.entries()) {
      const line = linesBefore(bytes, position) + 1;
      const isInHalf = line > linesBefore(bytes, bytes.length) && other !== 0x0a;
      // In a half first line the tag may be hit, and it is no journal any more.
      if (byte === other || (isInHalf && line === 1)) {
        continue;
      }
      const changed = Buffer.from(bytes);
      changed[position] = other;
      writeFileSync(path, changed);
      const expected = isInHalf ? undefined : line;
      const { seen, error } = await readAsFarAsPossible(make(path));
      expect(lineOf(error), `the line that is refused, with byte ${position} changed`).toBe(expected);
      expect(seen.length, `steps that are read, with byte ${position} changed`).toBeLessThan(line);
      expect(seen, `what is read, with byte ${position} changed`).toEqual(asJson(all.slice(0, seen.length)));
      if (position === opened % bytes.length) {
        const journal = make(path);
        const refusal = await journal.open().catch((thrown: unknown) => thrown);
        await journal.close();
        expect(lineOf(refusal), "the line for which it is not opened").toBe(expected);
        expect(expected === undefined || readFileSync(path).equals(changed), "the file is left as it is").toBe(true);
      }
    }
  });
}

/**
 * Whole lines that are left out, doubled or moved, or stand after those of another journal, are refused with the first that
 * does not follow, and the file is left as it is. But the last lines may be missing: that is a run that was killed before.
 */
export function seesEveryMove(make: MakeJournal, folder: string): fc.IAsyncProperty<unknown> {
  return fc.asyncProperty(
    fc.uniqueArray(fc.nat(1_000), { minLength: 3, maxLength: 6 }),
    fc.array(fc.tuple(fc.constantFrom("leave out", "double", "move", "begin anew"), fc.nat(), fc.nat()), {
      minLength: 1,
      maxLength: 3,
    }),
    async (pages, moves) => {
      const all = [runStep, ...pages.map((page) => walkStep(page))];
      const path = newPath(folder);
      const bytes = await written(make, path, all);
      const lines = bytes.toString().split("\n").slice(0, -1);
      const edited = [...lines];
      for (const [what, one, other] of moves) {
        // The first line stays: without it the file is no journal.
        const from = 1 + (one % (edited.length - 1));
        const [line = ""] = what === "double" ? edited.slice(from, from + 1) : edited.splice(from, 1);
        if (what === "double" || what === "move") {
          edited.splice(1 + (other % edited.length), 0, line);
        } else if (what === "begin anew") {
          edited.splice(from, 0, line, ...lines);
        }
        if (edited.length < 2) {
          break;
        }
      }
      const same = edited.findIndex((line, at) => line !== lines[at]);
      writeFileSync(path, `${edited.join("\n")}\n`);
      const changed = readFileSync(path);
      const { seen, error } = await readAsFarAsPossible(make(path));
      expect(lineOf(error), "the line that does not follow").toBe(same === -1 ? undefined : same + 1);
      expect(seen, "what is read").toEqual(asJson(all.slice(0, same === -1 ? edited.length : same)));
      const journal = make(path);
      const refusal = await journal.open().catch((thrown: unknown) => thrown);
      await journal.close();
      expect(lineOf(refusal), "the line for which it is not opened").toBe(same === -1 ? undefined : same + 1);
      expect(readFileSync(path).equals(changed), "the file is left as it is").toBe(true);
    },
  );
}

function lineOf(error: unknown): unknown {
  return isJournalError(error) ? error.line : error;
}

async function written(make: MakeJournal, path: string, steps: readonly Step[]): Promise<Buffer> {
  const journal = make(path);
  await journal.open();
  await Promise.all(steps.map((step) => journal.append(step)));
  await journal.close();
  return readFileSync(path);
}

function linesBefore(bytes: Buffer, end: number): number {
  return bytes.subarray(0, end).reduce((lines, byte) => lines + (byte === 0x0a ? 1 : 0), 0);
}

async function stepsIn(journal: JournalSubject): Promise<Step[]> {
  const steps = [];
  for await (const step of journal.steps()) {
    steps.push(step);
  }
  return steps;
}

async function readAsFarAsPossible(journal: JournalSubject): Promise<{ seen: Step[]; error: unknown }> {
  const seen: Step[] = [];
  try {
    for await (const step of journal.steps()) {
      seen.push(step);
    }
  } catch (error) {
    return { seen, error };
  }
  return { seen, error: undefined };
}

/** A lone surrogate is escaped in JSON, and comes back; what is `undefined` does not. */
function asJson(steps: readonly Step[]): unknown[] {
  return JSON.parse(JSON.stringify(steps)) as unknown[];
}

let paths = 0;

function newPath(folder: string): string {
  paths += 1;
  return join(folder, `${paths}.journal`);
}
