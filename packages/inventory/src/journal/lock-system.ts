import { link, open, readFile, rename, rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { type ProcessIdentity, processIdentity } from "./process-identity.js";

/** What a lock needs from the system. It is so little that tests can try the steps of locks in every order. */
export interface LockSystem {
  /** The process that asks. */
  readonly pid: number;
  /** A process of this host; `undefined` if it is gone. */
  identity(pid: number): Promise<ProcessIdentity | undefined>;
  /** Makes a file. */
  create(path: string, content: string): Promise<void>;
  /** `undefined` if there is no such file. */
  read(path: string): Promise<string | undefined>;
  /** Gives the first file a second name. False if the second name exists already, or if there is no first file. */
  link(from: string, to: string): Promise<boolean>;
  rename(from: string, to: string): Promise<void>;
  /** Removes a file, which may be gone already. */
  remove(path: string): Promise<void>;
  /** Waits a little, to let others go on. */
  pause(): Promise<void>;
}

/** The system itself. */
export const lockSystem: LockSystem = {
  pid: process.pid,
  identity: (pid) => processIdentity(pid),
  // Synced: otherwise a power cut could leave an empty lock, and nobody would know whose it is.
  create: async (path, content) => {
    const file = await open(path, "wx", 0o600);
    try {
      await file.writeFile(content);
      await file.datasync();
    } finally {
      await file.close();
    }
  },
  read: async (path) => {
    try {
      return await readFile(path, "utf8");
    } catch (error) {
      if (codeOf(error) === "ENOENT") {
        return undefined;
      }
      throw error;
    }
  },
  link: async (from, to) => {
    try {
      await link(from, to);
      return true;
    } catch (cause) {
      const code = codeOf(cause);
      if (code === "EEXIST" || code === "ENOENT") {
        return false;
      }
      throw NO_LINKS.has(code) ? new Error(NEEDS_LINKS, { cause }) : cause;
    }
  },
  rename,
  remove: (path) => rm(path, { force: true }),
  pause: () => sleep(PAUSE),
};

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

const NO_LINKS: ReadonlySet<string> = new Set(["EPERM", "ENOSYS", "ENOTSUP", "EOPNOTSUPP", "EMLINK"]);

const NEEDS_LINKS = "its lock needs hard links, which this file system does not make; choose a folder on another";

/** Milliseconds. */
const PAUSE = 25;
