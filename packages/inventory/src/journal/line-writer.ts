import { OutputError } from "../failures/output-error.js";

/** The part of a `FileHandle` that a {@link LineWriter} uses. The file is opened to append. */
export interface AppendedFile {
  write(bytes: Uint8Array, offset: number): Promise<{ readonly bytesWritten: number }>;
  datasync(): Promise<void>;
}

/**
 * Appends lines to a file, in the order of the calls. All lines that wait are one write.
 *
 * After the first failure, nothing more is written. So what a failed write has left of a line is at the end of the
 * file, where the next `open` finds it. A sync that failed is not tried again: a second one would succeed although
 * bytes are lost.
 */
export class LineWriter {
  readonly #path: string;
  readonly #open: () => Promise<AppendedFile>;
  #waiting: WaitingLine[] = [];
  #isWriting = false;
  /** In bytes, as is `#synced`. */
  #written = 0;
  #synced = 0;
  #syncing: Promise<void> | undefined;
  #isSyncDue = false;
  #failure: OutputError | undefined;
  #isFailureReported = false;

  /**
   * @param path - for the errors.
   * @param open - called before each write; always gives the same file.
   */
  constructor(path: string, open: () => Promise<AppendedFile>) {
    this.#path = path;
    this.#open = open;
  }

  /**
   * Resolves when the line is written; the sync comes later.
   *
   * @param line - with its line end.
   */
  append(line: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ line, resolve, reject });
      if (!this.#isWriting) {
        void this.#writeAll();
      }
    });
  }

  /** Resolves when all that was appended before is safe from a power cut. */
  async sync(): Promise<void> {
    // Appends nothing, to wait for all lines before.
    await this.append("");
    try {
      await this.#syncUpTo(this.#written);
    } catch (error) {
      this.#isFailureReported = true;
      throw error;
    }
  }

  /** Syncs. Rejects with a failure only if it was not reported before: one failure is one error. */
  async close(): Promise<void> {
    if (!this.#isFailureReported) {
      await this.sync();
    }
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true;
    try {
      const file = await this.#open();
      while (this.#waiting.length > 0) {
        this.#refuseFailed();
        await this.#write(file, this.#takeBatch());
      }
    } catch (error) {
      for (const { reject } of this.#waiting.splice(0)) {
        this.#isFailureReported ||= error === this.#failure;
        reject(error);
      }
    } finally {
      this.#isWriting = false;
    }
  }

  #takeBatch(): readonly WaitingLine[] {
    let length = 0;
    const last = this.#waiting.findIndex(({ line }) => {
      length += line.length;
      return length >= BATCH;
    });
    return this.#waiting.splice(0, last === -1 ? this.#waiting.length : last + 1);
  }

  async #write(file: AppendedFile, batch: readonly WaitingLine[]): Promise<void> {
    const bytes = Buffer.from(batch.map(({ line }) => line).join(""));
    let done = 0;
    try {
      // A disk that is nearly full takes a part, and refuses the rest in the next call.
      while (done < bytes.length) {
        const { bytesWritten } = await file.write(bytes, done);
        done += bytesWritten;
      }
    } catch (cause) {
      this.#fail(cause);
    }
    if (done > 0) {
      this.#written += done;
      this.#syncSoon();
    }
    let end = 0;
    for (const { line, resolve, reject } of batch) {
      end += Buffer.byteLength(line);
      if (end <= done) {
        resolve();
      } else {
        this.#isFailureReported = true;
        reject(this.#failure);
      }
    }
  }

  /** Starts the timer of the next sync. An append never waits for it. */
  #syncSoon(): void {
    if (this.#isSyncDue) {
      return;
    }
    this.#isSyncDue = true;
    const sync = (): void => {
      this.#isSyncDue = false;
      // A failure is reported by the next append, or by close.
      this.#syncUpTo(this.#written).catch(ignore);
    };
    setTimeout(sync, SYNC_INTERVAL).unref();
  }

  async #syncUpTo(position: number): Promise<void> {
    this.#refuseFailed();
    while (this.#synced < position) {
      // A sync that is under way may have begun before the last write.
      await (this.#syncing ??= this.#datasync());
      this.#refuseFailed();
    }
  }

  async #datasync(): Promise<void> {
    const position = this.#written;
    try {
      const file = await this.#open();
      await file.datasync();
      this.#synced = position;
    } catch (cause) {
      this.#fail(cause);
    } finally {
      this.#syncing = undefined;
    }
  }

  #fail(cause: unknown): void {
    this.#failure ??= new OutputError({ path: this.#path, cause });
  }

  #refuseFailed(): void {
    if (this.#failure !== undefined) {
      throw this.#failure;
    }
  }
}

interface WaitingLine {
  readonly line: string;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

function ignore(): void {}

/** A batch of so many characters is written. */
const BATCH = 1024 * 1024;

/** Milliseconds. */
const SYNC_INTERVAL = 1_000;
