import { type FileHandle, open, realpath, stat } from "node:fs/promises";
import { dirname } from "node:path";
import type { Step } from "../crawl/step.js";
import { orOutputError } from "../failures/or-output-error.js";
import { OutputError } from "../failures/output-error.js";
import { checkedLines } from "./checked-lines.js";
import { JournalError } from "./journal-error.js";
import { JournalLock } from "./journal-lock.js";
import type { Journal } from "./journal.js";
import { bodyOf, LineChain } from "./line-of.js";
import { LineWriter } from "./line-writer.js";
import { makeFolders } from "./make-folders.js";
import { stepsOf } from "./steps-of.js";

/** A journal in a file. */
export interface FileJournal extends Journal {
  /** The path, as the user named it. */
  readonly path: string;
  /**
   * Takes the file for this process. If there is none, makes it, in folders for the user alone. Cuts off a half line
   * that a killed process has left at the end; any other damage is refused.
   *
   * A second call waits for the first one. After a failure, it can be called again.
   *
   * @throws JournalError if somebody else has the file, or if no run can go on with it.
   * @throws OutputError if it cannot be written.
   */
  open(): Promise<void>;
  /**
   * Keeps a step. Opens the journal if it is not open yet. Resolves when the line is written, and does not wait for its
   * sync: there is one sync per second.
   *
   * @throws OutputError if it cannot be written. After the first such error, nothing more is written.
   */
  append(step: Step): Promise<void>;
  /**
   * The steps that are in the file now, from the first one on. Each iteration reads the file again. It needs no `open`
   * and waits for nobody: a line that is just being written is left out. One step is in memory at a time.
   *
   * @throws JournalError at the first line that has changed since it was written. The steps before it come first.
   */
  steps(): AsyncIterable<Step>;
  /** Resolves when all that was appended is safe from a power cut. */
  sync(): Promise<void>;
  /**
   * Waits for the appends under way, syncs, and releases the file. Its steps can still be read.
   *
   * @throws OutputError if the last lines could not be kept, and no `append` or `sync` has reported it.
   */
  close(): Promise<void>;
  /** {@link FileJournal.close}, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * The journal of a run in a file. Each step is a line of NDJSON, which `jq` can read. Its last member is a CRC-32,
 * which continues that of the line before.
 *
 * Nothing is touched before the first call. While the journal is open, `PATH.lock` says which process has it: a second
 * process is refused, and so is a second journal of the same file in this process. The lock of a process that is gone
 * is taken over.
 *
 * @example
 * ```ts
 * import { fileJournal } from "@rekognition-rx/inventory";
 *
 * for await (const step of fileJournal("out/runs/20261125T135627Z-4f2a.journal").steps()) {
 *   console.log(step._tag);
 * }
 * ```
 */
export function fileJournal(path: string): FileJournal {
  return new JournalFile(path);
}

class JournalFile implements FileJournal {
  readonly path: string;
  readonly #writer: LineWriter;
  #opened: Promise<OpenedFile> | undefined;
  #closed: Promise<void> | undefined;

  constructor(path: string) {
    this.path = path;
    this.#writer = new LineWriter(path, async () => (await this.#open()).file);
  }

  async open(): Promise<void> {
    this.#refuseClosed();
    await this.#open();
  }

  async append(step: Step): Promise<void> {
    this.#refuseClosed();
    // Before anything is awaited: the step is kept as it is now.
    const body = bodyOf(step);
    const { chain } = await this.#open();
    await this.#writer.append(chain.line(body));
  }

  steps(): AsyncIterable<Step> {
    return { [Symbol.asyncIterator]: () => stepsOf(this.path) };
  }

  async sync(): Promise<void> {
    this.#refuseClosed();
    if (this.#opened !== undefined) {
      await this.#writer.sync();
    }
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #open(): Promise<OpenedFile> {
    this.#opened ??= openLocked(this.path).catch((error: unknown) => {
      this.#opened = undefined;
      throw error;
    });
    return this.#opened;
  }

  async #close(): Promise<void> {
    const opened = await this.#opened?.catch(() => undefined);
    if (opened === undefined) {
      return;
    }
    try {
      await this.#writer.close();
    } finally {
      await released(this.path, opened);
    }
  }

  #refuseClosed(): void {
    if (this.#closed !== undefined) {
      const problem = `${this.path} is closed; make another journal of it to go on`;
      throw new JournalError({ reason: "closed", path: this.path, problem });
    }
  }
}

interface OpenedFile {
  readonly file: FileHandle;
  readonly lock: JournalLock;
  readonly chain: LineChain;
}

async function openLocked(path: string): Promise<OpenedFile> {
  const folder = dirname(path);
  await refuseNoFile(path);
  await orOutputError(folder, () => makeFolders(folder));
  // A file has one lock, even if a link names the file.
  const real = await realpath(path).catch(() => path);
  const lock = await JournalLock.take({ journal: path, lock: `${real}.lock` });
  try {
    return { lock, ...(await openChecked(path)) };
  } catch (error) {
    await lock.release().catch(ignore);
    throw error;
  }
}

/** Checked before the lock is made: nobody wants a lock beside a device. */
async function refuseNoFile(path: string): Promise<void> {
  const there = await stat(path).catch(() => undefined);
  if (there !== undefined && !there.isFile()) {
    const code = there.isDirectory() ? { code: "EISDIR" } : {};
    throw new OutputError({ path, cause: Object.assign(new Error("it is no regular file"), code) });
  }
}

/** Opens the file, cuts it off after its last whole line, and gives what is needed to go on from there. */
async function openChecked(path: string): Promise<Pick<OpenedFile, "chain" | "file">> {
  const file = await orOutputError(path, () => open(path, "a+", 0o600));
  try {
    let [end, crc] = [0, 0];
    for await (const line of checkedLines(path, file)) {
      ({ end, crc } = line);
    }
    await orOutputError(path, async () => {
      const { size } = await file.stat();
      if (size > end) {
        await file.truncate(end);
        await file.datasync();
      }
    });
    await syncFolder(dirname(path));
    return { file, chain: new LineChain(crc) };
  } catch (error) {
    await file.close().catch(ignore);
    throw error;
  }
}

/** Otherwise, after a power cut, the file could be there without its name. Not every system can do this. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r").catch(() => undefined);
  await folder?.sync().catch(ignore);
  await folder?.close().catch(ignore);
}

async function released(path: string, { file, lock }: OpenedFile): Promise<void> {
  try {
    await orOutputError(path, () => file.close());
  } finally {
    await lock.release();
  }
}

function ignore(): void {}
