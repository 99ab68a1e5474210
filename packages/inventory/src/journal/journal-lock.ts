import { createHash, randomBytes } from "node:crypto";
import { link, open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { OutputError } from "../failures/output-error.js";
import { orOutputError } from "../failures/or-output-error.js";
import { JournalError } from "./journal-error.js";
import { type ProcessIdentity, processIdentity } from "./process-identity.js";

/** Where a journal is, and where its lock. */
export interface LockedPaths {
  /** The journal, as the user named it. */
  readonly journal: string;
  readonly lock: string;
}

/**
 * A file that says which process has a journal.
 *
 * It is made by `link`, whole or not at all, so that one that is empty is no lock that is being written. A lock whose
 * process is gone is taken over by whoever first makes a second link to it, of a name that its content gives; each lock
 * has a content of its own.
 */
export class JournalLock {
  readonly #path: string;
  readonly #content: string;

  /** @throws JournalError where a process has the journal, or may have it. */
  static async take(paths: LockedPaths): Promise<JournalLock> {
    const { lock } = paths;
    const nonce = randomBytes(8).toString("hex");
    const own = await processIdentity(process.pid);
    const content = `${JSON.stringify({ ...own, nonce })}\n`;
    const temporary = `${lock}.${process.pid}-${nonce}.tmp`;
    try {
      await orOutputError(dirname(lock), () => writeSynced(temporary, content));
      await placed(temporary, paths);
    } finally {
      // Whatever it fails with, it is in nobody's way.
      await rm(temporary, { force: true }).catch(ignore);
    }
    return new JournalLock(lock, content);
  }

  private constructor(path: string, content: string) {
    this.#path = path;
    this.#content = content;
  }

  /** Leaves the lock of somebody else alone: ours may have been deleted by hand. */
  async release(): Promise<void> {
    await orOutputError(this.#path, async () => {
      if ((await contentOf(this.#path)) === this.#content) {
        await rm(this.#path, { force: true });
      }
    });
  }
}

async function placed(temporary: string, paths: LockedPaths): Promise<void> {
  const { lock } = paths;
  let stale = lock;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (await linked(temporary, lock, paths)) {
      return;
    }
    const content = await orHeld(paths, () => contentOf(lock));
    if (content !== undefined) {
      await refuseIfHeld(content, paths);
      stale = `${lock}.${createHash("sha256").update(content).digest("hex").slice(0, 16)}.stale`;
      if (await tookOver({ temporary, content, stale }, paths)) {
        return;
      }
      await sleep(PAUSE);
    }
  }
  throw held(paths, `another process is taking it over; if none is, delete ${stale} and ${lock}`);
}

/** From the second link on nobody else replaces the lock that it was made of. */
async function tookOver(
  { temporary, content, stale }: { readonly temporary: string; readonly content: string; readonly stale: string },
  paths: LockedPaths,
): Promise<boolean> {
  const { lock } = paths;
  if (!(await linked(lock, stale, paths))) {
    return false;
  }
  const isStill = (await orHeld(paths, () => contentOf(stale))) === content;
  if (isStill) {
    await orOutputError(lock, () => rename(temporary, lock));
  }
  await orOutputError(lock, () => rm(stale, { force: true }));
  return isStill;
}

/** Whether the second name is one of the first file now. It is not where there is a file of that name already. */
async function linked(from: string, to: string, { lock }: LockedPaths): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (cause) {
    const code = codeOf(cause);
    // The lock itself may have been released meanwhile.
    if (code === "EEXIST" || (code === "ENOENT" && from === lock)) {
      return false;
    }
    throw new OutputError({ path: lock, cause: NO_LINKS.has(code) ? new Error(NEEDS_LINKS, { cause }) : cause });
  }
}

async function refuseIfHeld(content: string, paths: LockedPaths): Promise<void> {
  const holder = holderIn(content);
  if (holder === undefined) {
    throw held(paths, `${paths.lock} does not say by whom; delete it if no run is going`);
  }
  const here = await processIdentity(process.pid);
  const { host, pid, start, namespace } = holder;
  // Of another host, or of another container, nothing is known.
  const isNear = here?.host === host && here.namespace === namespace;
  const there = isNear ? await processIdentity(pid) : holder;
  if (there !== undefined && (there.start === start || there.start === null || start === null)) {
    const isHere = isNear && pid === process.pid;
    throw held(
      paths,
      `process ${pid}${isHere ? " (this one)" : ""} on ${host} has it; wait for its end, or delete ${paths.lock} if it is gone`,
    );
  }
}

/** `undefined` for what this package has not written. */
function holderIn(content: string): ProcessIdentity | undefined {
  const read = parsed(content);
  if (typeof read !== "object" || read === null) {
    return undefined;
  }
  const { host, pid, start, namespace } = read as Readonly<Record<keyof ProcessIdentity, unknown>>;
  const isHolder =
    typeof host === "string" &&
    /^[^\p{Cc}\p{Cf}]*$/u.test(host) &&
    // 0 and less are groups of processes.
    typeof pid === "number" &&
    Number.isSafeInteger(pid) &&
    pid > 0 &&
    isTextOrNull(start) &&
    isTextOrNull(namespace);
  return isHolder ? { host, pid, start, namespace } : undefined;
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === "string";
}

async function contentOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") {
      return undefined;
    }
    throw error;
  }
}

/** Synced: after a power cut an empty lock would be in the way, of which nobody knows whose it is. */
async function writeSynced(path: string, content: string): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(content);
    await file.datasync();
  } finally {
    await file.close();
  }
}

async function orHeld<A>(paths: LockedPaths, work: () => Promise<A>): Promise<A> {
  try {
    return await work();
  } catch (cause) {
    throw held(paths, `${paths.lock} cannot be read; delete it if no run is going`, cause);
  }
}

function held({ journal }: LockedPaths, why: string, cause?: unknown): JournalError {
  return new JournalError({ reason: "held", path: journal, problem: `${journal} is in use: ${why}`, cause });
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

function ignore(): void {}

const NO_LINKS: ReadonlySet<string> = new Set(["EPERM", "ENOSYS", "ENOTSUP", "EOPNOTSUPP", "EMLINK"]);

const NEEDS_LINKS = "its lock needs hard links, which this file system does not make; choose a folder on another";

/** Two seconds in all, where a takeover takes milliseconds. */
const ATTEMPTS = 80;

/** Milliseconds. */
const PAUSE = 25;
