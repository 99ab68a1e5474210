import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fileJournal } from "../../src/journal/file-journal.js";
import { startJournalProcess } from "../support/start-journal-process.js";
import { temporaryFolder } from "../support/temporary-folder.js";

describe("a journal and several processes", () => {
  test("a second process is refused, until the first has gone", async () => {
    const path = join(temporaryFolder(), "run.journal");
    const holder = startJournalProcess("hold", path);
    expect(await holder.first).toBe("open");
    const second = startJournalProcess("hold", path);
    expect(await second.first).toBe(
      `${path} is in use: process ${holder.child.pid} on ${hostname()} has it; wait for its end, or delete ${path}.lock if that process is gone`,
    );
    await second.ended;
    holder.child.kill("SIGKILL");
    await holder.ended;
    expect(await startJournalProcess("hold", path).first).toBe("open");
  });

  test("of eight that come for the journal of a killed one, one gets it", async () => {
    const path = join(temporaryFolder(), "run.journal");
    const holder = startJournalProcess("hold", path);
    await holder.first;
    holder.child.kill("SIGKILL");
    await holder.ended;
    const racers = Array.from({ length: 8 }, () => startJournalProcess("race", path));
    await Promise.all(racers.map(({ first }) => first));
    for (const { child } of racers) {
      child.stdin?.write("go\n");
    }
    await expect.poll(() => racers.map(({ said }) => said.length), { timeout: 20_000 }).toEqual(racers.map(() => 2));
    const winners = racers.filter(({ said }) => said[1] === "open");
    expect(winners).toHaveLength(1);
    const refusal = `is in use: process ${winners[0]?.child.pid} on `;
    expect(racers.filter(({ said }) => said[1]?.includes(refusal))).toHaveLength(7);
    expect(readdirSync(join(path, "..")).toSorted()).toEqual(["run.journal", "run.journal.lock"]);
  });

  test("what a killed process has said to be kept is there, and the next goes on after it", async () => {
    const path = join(temporaryFolder(), "run.journal");
    for (let kills = 0; kills < 4; kills += 1) {
      const appender = startJournalProcess("append", path);
      await expect.poll(() => appender.said.length, { interval: 5, timeout: 20_000 }).toBeGreaterThan(20 + 37 * kills);
      appender.child.kill("SIGKILL");
      await appender.ended;
      const kept: number[] = [];
      for await (const step of fileJournal(path).steps()) {
        kept.push(step._tag === "Walk" ? step.pages : 0);
      }
      expect(kept).toEqual(kept.map((_, i) => i));
      expect(kept.at(-1)).toBeGreaterThanOrEqual(Number(appender.said.at(-1)));
    }
  });

  test("a file that may grow no more is an error in words, and what was kept before can be gone on with", async () => {
    const path = join(temporaryFolder(), "run.journal");
    const appender = startJournalProcess("append", path, { fileLimit: 64 });
    const [code] = (await once(appender.child, "close")) as [number | null];
    expect({ code, last: appender.said.at(-1) }).toEqual({
      code: 1,
      last: `cannot write ${path}: the file would be larger than is allowed here`,
    });
    expect(readFileSync(path)).toHaveLength(64 * 512);
    const journal = fileJournal(path);
    await journal.open();
    const steps = [];
    for await (const step of journal.steps()) {
      steps.push(step);
    }
    await journal.close();
    expect(steps).toHaveLength(Number(appender.said.at(-2)) + 1);
    expect(readFileSync(path, "utf8").endsWith('"}\n')).toBe(true);
  });
});
