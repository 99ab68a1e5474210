import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Step } from "../../src/crawl/step.js";
import { CRC_MEMBER_LENGTH, crcMember, crcOf } from "../../src/journal/crc-member.js";
import { fileJournal } from "../../src/journal/file-journal.js";
import { isJournalError } from "../../src/journal/journal-error.js";
import { ledgerOf } from "../../src/ledger/ledger-of.js";
import { isNoRunError } from "../../src/ledger/no-run-error.js";
import { earlierRun } from "../../src/run/earlier-run.js";
import { holds } from "../support/holds.js";
import { end, project, run, step, target } from "../support/steps.js";
import { temporaryFolder } from "../support/temporary-folder.js";

const page = step({ records: [project("a")], outcome: "complete" });
const denied = step({ target: "111122223333:us-east-1", region: "us-east-1", pages: 0, outcome: "denied" });

/** The journal of a run that began on a day of November, and what came after its first step. */
async function kept(folder: string, day: number, steps: readonly Step[], name = nameOf(day)): Promise<string> {
  const path = join(folder, name);
  await using journal = fileJournal(path);
  for (const each of [{ ...run(), startedAt: startOf(day), runId: name.split(".")[0] ?? "" }, ...steps]) {
    await journal.append(each);
  }
  return path;
}

function nameOf(day: number): string {
  return `202611${String(day).padStart(2, "0")}T020000Z-4f2a.journal`;
}

/** Of a release to come: its CRC is right. */
function newerVersion(journal: string): string {
  const [first = "", ...rest] = journal.split("\n");
  const body = first.slice(0, -CRC_MEMBER_LENGTH).replace('"version":1', '"version":2');
  return [`${body}${crcMember(crcOf(body, 0))}`, ...rest].join("\n");
}

function startOf(day: number): string {
  return new Date(Date.UTC(2026, 10, day, 2)).toISOString();
}

describe("earlierRun", () => {
  test("is the newest before it that came to its end and read a page", async () => {
    const folder = temporaryFolder();
    await kept(folder, 1, [page, end]);
    const second = await kept(folder, 2, [target(), denied, page, end]);
    await kept(folder, 3, [page]);
    await kept(folder, 4, [denied, end]);
    await kept(folder, 5, [end]);
    await kept(folder, 6, [page, end, page]);
    const own = await kept(folder, 7, []);
    await kept(folder, 8, [page, end]);
    expect(await earlierRun(own)).toBe(second);
  });

  test("is none where there is none, and never the run itself", async () => {
    expect(await earlierRun(await kept(temporaryFolder(), 1, [page, end]))).toBeUndefined();
  });

  test("is what the ledgers say, of whatever runs", async () => {
    const anySteps = fc.array(fc.constantFrom<Step>(target(), denied, page, end), { maxLength: 4 });
    const property = fc.asyncProperty(fc.array(anySteps, { minLength: 1, maxLength: 6 }), async (runs) => {
      const folder = temporaryFolder();
      const finished: string[] = [];
      for (const [day, steps] of runs.entries()) {
        const path = await kept(folder, day + 1, steps);
        expect(await earlierRun(path)).toBe(finished.at(-1));
        const { endedAt, entries } = await ledgerOf(fileJournal(path));
        if (endedAt !== null && entries.some((entry) => entry._tag === "Walk" && entry.pages > 0)) {
          finished.push(path);
        }
      }
    });
    await holds(property, 25);
  });

  test("passes over what it cannot read", async () => {
    const folder = temporaryFolder();
    const first = await kept(folder, 1, [page, end]);
    const version = await kept(folder, 2, [page, end]);
    writeFileSync(version, newerVersion(readFileSync(version, "utf8")));
    const damaged = await kept(folder, 3, [page, end]);
    writeFileSync(damaged, readFileSync(damaged, "utf8").replace("111122223333", "999922223333"));
    writeFileSync(join(folder, nameOf(4)), "id,name\n");
    writeFileSync(join(folder, nameOf(5)), "");
    mkdirSync(join(folder, nameOf(6)));
    writeFileSync(join(folder, "20261107T020000Z-4f2a.ndjson"), "");
    appendFileSync(await kept(folder, 8, [page, end]), '{"_tag":"Wa');
    expect(await earlierRun(await kept(folder, 9, []))).toBe(first);
  });

  test("passes over one that began later, whatever its name says", async () => {
    const folder = temporaryFolder();
    await kept(folder, 9, [page, end], "0-by-hand.journal");
    expect(await earlierRun(await kept(folder, 3, [page, end]))).toBeUndefined();
  });

  test("rejects where the run itself cannot be read", async () => {
    const folder = temporaryFolder();
    await expect(earlierRun(join(folder, nameOf(1)))).rejects.toSatisfy(isJournalError);
    writeFileSync(join(folder, nameOf(1)), "");
    await expect(earlierRun(join(folder, nameOf(1)))).rejects.toSatisfy(isNoRunError);
  });
});
