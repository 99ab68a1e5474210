import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { newJournal } from "../../src/command/new-journal.js";
import { isUsageError } from "../../src/command/usage-error.js";
import { temporaryFolder } from "../support/temporary-folder.js";

test("is discarded with the folders that were made for it, and no others", async () => {
  const folder = temporaryFolder();
  const path = join(folder, "a/b/runs/run.journal");
  mkdirSync(join(folder, "a"));
  const journal = await newJournal(path, join(folder, "a/b"));
  mkdirSync(join(folder, "a/b/runs"), { recursive: true });
  writeFileSync(path, "steps");
  await journal.discard({ isOpened: true });
  expect(readdirSync(folder)).toEqual(["a"]);
  expect(readdirSync(join(folder, "a"))).toEqual([]);
});

test("leaves what others have put there meanwhile", async () => {
  const folder = temporaryFolder();
  const path = join(folder, "out/runs/run.journal");
  const journal = await newJournal(path, join(folder, "out"));
  mkdirSync(join(folder, "out/runs"), { recursive: true });
  writeFileSync(path, "steps of another process");
  await journal.discard({ isOpened: false });
  expect(existsSync(path)).toBe(true);
});

test("is refused where there is one, and what was there before is never removed", async () => {
  const folder = temporaryFolder();
  const path = join(folder, "run.journal");
  writeFileSync(path, "");
  await (await newJournal(path, "out")).discard({ isOpened: true });
  expect(existsSync(path)).toBe(true);
  const socket = join(folder, "socket");
  const server = createServer();
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  await (await newJournal(socket, "out")).discard({ isOpened: true });
  expect(existsSync(socket)).toBe(true);
  writeFileSync(path, "steps");
  await expect(newJournal(path, "out")).rejects.toSatisfy(isUsageError);
});
