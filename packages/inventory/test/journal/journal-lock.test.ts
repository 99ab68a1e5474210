import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { JournalError } from "../../src/journal/journal-error.js";
import { JournalLock, type LockedPaths } from "../../src/journal/journal-lock.js";
import { processIdentity } from "../../src/journal/process-identity.js";
import { holds } from "../support/holds.js";
import { refuted } from "../support/refuted.js";
import { temporaryFolder } from "../support/temporary-folder.js";
import { carefulLock } from "./broken/careful-lock.js";
import { deletingLock } from "./broken/deleting-lock.js";
import { trustingLock } from "./broken/trusting-lock.js";
import { oneHasIt } from "./one-has-it.js";
import type { TakeLock } from "./take-lock.js";

const takeLock: TakeLock = (paths, system) => JournalLock.take(paths, system);

function take(folder: string): Promise<JournalLock> {
  return JournalLock.take(pathsIn(folder));
}

/** The locks of processes that cannot have them any more. */
async function staleLocks(): Promise<Record<string, string>> {
  const here = await processIdentity(process.pid);
  const { pid } = spawnSync("true");
  return {
    "of a process that is gone": JSON.stringify({ ...here, pid, nonce: "1" }),
    "of an earlier process of this number": JSON.stringify({ ...here, start: "boot/1", nonce: "1" }),
  };
}

function pathsIn(folder: string): LockedPaths {
  return { journal: "out/run.journal", lock: join(folder, "run.journal.lock") };
}

describe("JournalLock", () => {
  test("is never of two processes, in whatever order their steps fall, and whoever of them is killed", async () => {
    await holds(oneHasIt(takeLock), 2_000);
  });

  test("holds so for the lock that the broken ones are made of, taken over as it should be", async () => {
    await holds(oneHasIt(carefulLock), 500);
  });

  test("that law sees a takeover that deletes the old lock first", async () => {
    expect(await refuted(oneHasIt(deletingLock))).toMatch(/how often two had it|files that are left/);
  });

  test("that law sees a takeover of a lock that is another by now", async () => {
    expect(await refuted(oneHasIt(trustingLock))).toMatch(/how often two had it|files that are left/);
  });

  test("is got by one of twelve that come at once, by a takeover too", async () => {
    for (let round = 0; round < 10; round += 1) {
      const folder = temporaryFolder();
      if (round % 2 === 0) {
        writeFileSync(pathsIn(folder).lock, (await staleLocks())["of a process that is gone"] ?? "");
      }
      const ends = await Promise.allSettled(Array.from({ length: 12 }, () => take(folder)));
      expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect(readdirSync(folder)).toEqual(["run.journal.lock"]);
    }
  });

  test("says who has it, and leaves no other file", async () => {
    const folder = temporaryFolder();
    const lock = await take(folder);
    expect(readdirSync(folder)).toEqual(["run.journal.lock"]);
    expect(JSON.parse(readFileSync(pathsIn(folder).lock, "utf8"))).toMatchObject({
      host: hostname(),
      pid: process.pid,
      start: expect.any(String) as string,
    });
    await expect(take(folder)).rejects.toThrow(JournalError);
    expect(readdirSync(folder)).toEqual(["run.journal.lock"]);
    await lock.release();
    expect(readdirSync(folder)).toEqual([]);
    await (await take(folder)).release();
  });

  test("refuses a second of this process, in words", async () => {
    const folder = temporaryFolder();
    await take(folder);
    await expect(take(folder)).rejects.toMatchObject({
      reason: "held",
      message: `out/run.journal is in use: process ${process.pid} (this one) on ${hostname()} has it; wait for its end, or delete ${folder}/run.journal.lock if that process is gone`,
    });
  });

  test("is taken over from a process that is gone, and from an earlier one of the same number", async () => {
    for (const [whose, content] of Object.entries(await staleLocks())) {
      const folder = temporaryFolder();
      writeFileSync(pathsIn(folder).lock, content);
      const lock = await take(folder);
      expect(readdirSync(folder), whose).toEqual(["run.journal.lock"]);
      await lock.release();
      expect(readdirSync(folder), whose).toEqual([]);
    }
  });

  test("is not taken over where nothing is known of its process", async () => {
    const here = await processIdentity(process.pid);
    const { pid } = spawnSync("true");
    const locks = {
      "another host": { ...here, host: "build-7", pid },
      "another container": { ...here, namespace: "pid:[1]", pid },
      "a process whose start was not known": { ...here, start: null },
    };
    for (const [where, lock] of Object.entries(locks)) {
      const folder = temporaryFolder();
      writeFileSync(pathsIn(folder).lock, JSON.stringify(lock));
      await expect(take(folder), where).rejects.toThrow(
        new RegExp(
          `^out/run\\.journal is in use: process ${lock.pid}.* on ${lock.host} has it; .*delete .*\\.lock if `,
        ),
      );
    }
  });

  test.each([
    ["", "emptied"],
    ["{", "cut"],
    ["null", "replaced"],
    ['{"host":"vm","pid":0,"start":null,"namespace":null}', "edited to be of a group"],
    ['{"host":"vm","pid":-1,"start":null,"namespace":null}', "edited to be of all processes"],
    ['{"host":"vm","pid":"1","start":null,"namespace":null}', "edited to be of a text"],
    ['{"host":"\\u001b[31m","pid":1,"start":null,"namespace":null}', "edited to colour the terminal"],
  ])("that is %j, %s, is refused with the file to delete", async (content) => {
    const folder = temporaryFolder();
    writeFileSync(pathsIn(folder).lock, content);
    await expect(take(folder)).rejects.toMatchObject({
      reason: "held",
      message: `out/run.journal is in use: ${folder}/run.journal.lock does not say which process has it; delete it if no run is going`,
    });
    expect(readFileSync(pathsIn(folder).lock, "utf8")).toBe(content);
  });

  test("that is a folder is refused with the file to delete", async () => {
    const folder = temporaryFolder();
    mkdirSync(pathsIn(folder).lock);
    await expect(take(folder)).rejects.toThrow(/ is in use: .*\.lock cannot be read; delete it if no run/);
  });

  test("whose takeover was killed is refused, with both files to delete", async () => {
    const folder = temporaryFolder();
    const { lock } = pathsIn(folder);
    writeFileSync(lock, (await staleLocks())["of a process that is gone"] ?? "");
    const taker = take(folder).catch((error: unknown) => error);
    // As the taker before it has left it: the second link is there, and its own lock not yet.
    const stale = `${lock}.${createHash("sha256").update(readFileSync(lock)).digest("hex").slice(0, 16)}.stale`;
    linkSync(lock, stale);
    expect(await taker).toMatchObject({
      reason: "held",
      message: `out/run.journal is in use: another process is taking its lock over; if there is no such process, delete ${stale} and ${lock}`,
    });
    rmSync(stale);
    await take(folder);
  });

  test("released leaves the lock of somebody else alone", async () => {
    const folder = temporaryFolder();
    const lock = await take(folder);
    writeFileSync(pathsIn(folder).lock, "another's");
    await lock.release();
    expect(readFileSync(pathsIn(folder).lock, "utf8")).toBe("another's");
    rmSync(pathsIn(folder).lock);
    await lock.release();
  });
});
