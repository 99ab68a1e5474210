import { randomUUID } from "node:crypto";
import { rm, stat, statfs, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { reasonOf } from "../../failures/reason-of.js";
import { oneLine } from "../../text/one-line.js";
import type { Check } from "../check.js";
import type { Finding } from "../finding.js";

/** Whether the files of a run can be written, and whether there is room for them. */
export const checkDisk: Check = async ({ out }) => {
  const path = oneLine(out);
  try {
    const folder = await existing(out);
    await tryToWrite(folder);
    return [diskFinding(path, await freeBytes(folder))];
  } catch (error) {
    const message = `cannot write ${path}: ${reasonOf(error)}`;
    return [{ check: "disk", outcome: "failed", target: null, message, remedy: "choose another folder with --out" }];
  }
};

/** @param free - bytes; `undefined` if the file system does not say. */
export function diskFinding(out: string, free: number | undefined): Finding {
  const room = free === undefined ? "" : `, and has ${(Math.floor(free / (GB / 10)) / 10).toFixed(1)} GB free`;
  const message = `${out} can be written to${room}`;
  return free !== undefined && free < GB
    ? {
        check: "disk",
        outcome: "warning",
        target: null,
        message,
        remedy: "a large run needs more: free some, or choose another folder with --out",
      }
    : { check: "disk", outcome: "ok", target: null, message, remedy: null };
}

const GB = 1_000_000_000;

/** The folder, or the nearest folder above it that exists. */
async function existing(out: string): Promise<string> {
  for (let path = resolve(out); ; path = dirname(path)) {
    try {
      const { isDirectory } = await kindOf(path);
      if (isDirectory) {
        return path;
      }
    } catch (error) {
      if (!isMissing(error) || path === dirname(path)) {
        throw error;
      }
      continue;
    }
    throw Object.assign(new Error(`${path} is no folder`), { code: path === resolve(out) ? "EEXIST" : "ENOTDIR" });
  }
}

async function kindOf(path: string): Promise<{ readonly isDirectory: boolean }> {
  const stats = await stat(path);
  return { isDirectory: stats.isDirectory() };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}

/**
 * Writes a file and removes it. Permissions do not show enough: a quota, a full disk or a network may be in the way.
 */
async function tryToWrite(folder: string): Promise<void> {
  const path = join(folder, `.rekognition-inventory-${randomUUID()}`);
  try {
    await writeFile(path, new Uint8Array(BLOCK), { flag: "wx", mode: 0o600 });
  } finally {
    await rm(path, { force: true });
  }
}

/** Bytes. */
const BLOCK = 4_096;

async function freeBytes(folder: string): Promise<number | undefined> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    // Some network file systems do not say.
    return undefined;
  }
}
