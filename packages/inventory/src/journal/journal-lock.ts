import { createHash, randomBytes } from "node:crypto";
import { dirname } from "node:path";
import { orOutputError } from "../failures/or-output-error.js";
import { JournalError } from "./journal-error.js";
import { type LockSystem, lockSystem } from "./lock-system.js";
import type { ProcessIdentity } from "./process-identity.js";

/** The path of a journal, and that of its lock. */
export interface LockedPaths {
  /** The journal, as the user named it. */
  readonly journal: string;
  readonly lock: string;
}

/**
 * A file that says which process has a journal.
 *
 * It is made by `link`, whole or not at all. So an empty lock is not one that is just being written. If the process of
 * a lock is gone, the first process that makes a second link to the lock takes it over. The content of the lock gives
 * the name of that link, and each lock has a content of its own.
 */
export class JournalLock {
  readonly #paths: LockedPaths;
  readonly #system: LockSystem;
  readonly #nonce: string = randomBytes(8).toString("hex");
  #content = "";

  /** @throws JournalError if a process has the journal, or may have it. */
  static async take(paths: LockedPaths, system: LockSystem = lockSystem): Promise<JournalLock> {
    const lock = new JournalLock(paths, system);
    await lock.#take();
    return lock;
  }

  private constructor(paths: LockedPaths, system: LockSystem) {
    this.#paths = paths;
    this.#system = system;
  }

  /** Removes the lock, but not the lock of somebody else: ours may have been deleted by hand. */
  async release(): Promise<void> {
    const { lock } = this.#paths;
    await orOutputError(lock, async () => {
      if ((await this.#system.read(lock)) === this.#content) {
        await this.#system.remove(lock);
      }
    });
  }

  async #take(): Promise<void> {
    const { lock } = this.#paths;
    const { pid } = this.#system;
    const own = await this.#system.identity(pid);
    this.#content = `${JSON.stringify({ ...own, nonce: this.#nonce })}\n`;
    const temporary = `${lock}.${pid}-${this.#nonce}.tmp`;
    try {
      await orOutputError(dirname(lock), () => this.#system.create(temporary, this.#content));
      await this.#place(temporary, own);
    } finally {
      // If it cannot be removed, it does no harm.
      await this.#system.remove(temporary).catch(ignore);
    }
  }

  async #place(temporary: string, own: ProcessIdentity | undefined): Promise<void> {
    const { lock } = this.#paths;
    let stale = lock;
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (await this.#linked(temporary, lock)) {
        return;
      }
      const content = await this.#read(lock);
      if (content !== undefined) {
        await this.#refuseIfHeld(content, own);
        stale = `${lock}.${createHash("sha256").update(content).digest("hex").slice(0, 16)}.stale`;
        if (await this.#tookOver(temporary, content, stale)) {
          return;
        }
      }
      await this.#system.pause();
    }
    throw this.#held(
      `another process is taking its lock over; if there is no such process, delete ${stale} and ${lock}`,
    );
  }

  /**
   * As long as the second link is there, nobody else replaces the lock, if the link has the content that gave its name.
   */
  async #tookOver(temporary: string, content: string, stale: string): Promise<boolean> {
    const { lock } = this.#paths;
    if (!(await this.#linked(lock, stale))) {
      return false;
    }
    // Since it was read, another process may have taken the lock over, and removed the second link.
    const isStill = (await this.#read(stale)) === content;
    if (isStill) {
      await orOutputError(lock, () => this.#system.rename(temporary, lock));
    }
    await orOutputError(lock, () => this.#system.remove(stale));
    return isStill;
  }

  async #refuseIfHeld(content: string, own: ProcessIdentity | undefined): Promise<void> {
    const { lock } = this.#paths;
    const holder = holderIn(content);
    if (holder === undefined) {
      throw this.#held(`${lock} does not say which process has it; delete it if no run is going`);
    }
    const { host, pid, start, namespace } = holder;
    // Nothing is known about the processes of another host or container.
    const isNear = own?.host === host && own.namespace === namespace;
    const there = isNear ? await this.#system.identity(pid) : holder;
    if (there !== undefined && (there.start === start || there.start === null || start === null)) {
      const which = isNear && pid === own.pid ? " (this one)" : "";
      throw this.#held(
        `process ${pid}${which} on ${host} has it; wait for its end, or delete ${lock} if that process is gone`,
      );
    }
  }

  #linked(from: string, to: string): Promise<boolean> {
    return orOutputError(this.#paths.lock, () => this.#system.link(from, to));
  }

  async #read(path: string): Promise<string | undefined> {
    try {
      return await this.#system.read(path);
    } catch (cause) {
      throw this.#held(`${path} cannot be read; delete it if no run is going`, cause);
    }
  }

  #held(why: string, cause?: unknown): JournalError {
    const { journal } = this.#paths;
    return new JournalError({ reason: "held", path: journal, problem: `${journal} is in use: ${why}`, cause });
  }
}

/** The process that a lock names; `undefined` if this package has not written the lock. */
function holderIn(content: string): ProcessIdentity | undefined {
  const read = parsed(content);
  if (typeof read !== "object" || read === null) {
    return undefined;
  }
  const { host, pid, start, namespace } = read as Readonly<Record<keyof ProcessIdentity, unknown>>;
  const isHolder =
    typeof host === "string" &&
    /^[^\p{Cc}\p{Cf}]*$/u.test(host) &&
    // 0 and negative numbers are groups of processes.
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

function ignore(): void {}

/** Two seconds of pauses in all. A takeover takes milliseconds. */
const ATTEMPTS = 80;
