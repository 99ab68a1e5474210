import { describe, expect, test } from "vitest";
import { fileJournal } from "../../src/journal/file-journal.js";
import { holds } from "../support/holds.js";
import { refuted } from "../support/refuted.js";
import { temporaryFolder } from "../support/temporary-folder.js";
import { ForgivingJournal } from "./broken/forgiving-journal.js";
import { LineEndBlindJournal } from "./broken/line-end-blind-journal.js";
import { PlainJournal } from "./broken/plain-journal.js";
import { UncheckedJournal } from "./broken/unchecked-journal.js";
import { UncutJournal } from "./broken/uncut-journal.js";
import { UnorderedJournal } from "./broken/unordered-journal.js";
import { goesOnAfterACut, keepsInOrder, seesEveryChange, seesEveryMove } from "./journal-laws.js";
import type { MakeJournal } from "./journal-subject.js";

const subjects: readonly [string, MakeJournal, number][] = [
  ["fileJournal", fileJournal, 1],
  ["the journal that the broken ones are made of", (path) => new PlainJournal(path), 0.5],
];

describe.each(subjects)("%s", (_, make, share) => {
  test("gives back what was appended, in the order of the calls, to readers in the meantime too", async () => {
    await holds(keepsInOrder(make, temporaryFolder()), 80 * share);
  });

  test("is, cut after any byte, the whole lines before the cut, and goes on from there", async () => {
    await holds(goesOnAfterACut(make, temporaryFolder()), 2 * share);
  });

  test("refuses any byte that is another by the number of its line", async () => {
    await holds(seesEveryChange(make, temporaryFolder()), 10 * share);
  });
});

test("fileJournal refuses lines that are left out, doubled, moved or another journal's", async () => {
  await holds(seesEveryMove(fileJournal, temporaryFolder()), 60);
});

describe("the laws of a journal", () => {
  test("see lines of which each has a CRC for itself alone", async () => {
    const property = seesEveryMove((path) => new PlainJournal(path), temporaryFolder());
    expect(await refuted(property)).toMatch(/the line that does not follow/);
  });

  test("see lines that stand in another order", async () => {
    const property = keepsInOrder((path) => new UnorderedJournal(path), temporaryFolder());
    expect(await refuted(property)).toMatch(/what (was appended|a reader sees meanwhile)/);
  });

  test("see a half line that is not cut off", async () => {
    const property = goesOnAfterACut((path) => new UncutJournal(path), temporaryFolder());
    expect(await refuted(property)).toMatch(/line 1 is damaged/);
  });

  test("see a CRC that nobody checks", async () => {
    const property = seesEveryChange((path) => new UncheckedJournal(path), temporaryFolder());
    expect(await refuted(property)).toMatch(/the line that is refused/);
  });

  test("see a bad line that is left out", async () => {
    const property = seesEveryChange((path) => new ForgivingJournal(path), temporaryFolder());
    expect(await refuted(property)).toMatch(/the line that is refused/);
  });

  test("see a last line that is taken for a half one, as its line end is another character", async () => {
    const property = seesEveryChange((path) => new LineEndBlindJournal(path), temporaryFolder());
    expect(await refuted(property)).toMatch(/the line that is refused/);
  });
});
