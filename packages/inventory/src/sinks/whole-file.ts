import { randomBytes } from "node:crypto";
import { type FileHandle, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { orOutputError } from "./or-output-error.js";
import { OutputError } from "./output-error.js";
import type { RowFormat } from "./row-format.js";
import type { Sink } from "./sink.js";

/** How a {@link WholeFile} is written. */
export interface WholeFileOptions<Row> {
  readonly path: string;
  readonly format: RowFormat<Row>;
  /**
   * What publishing a file without rows does: `"remove"` leaves no file of the name, not even an older one.
   *
   * @defaultValue "keep"
   */
  readonly ifEmpty?: "keep" | "remove" | undefined;
}

/**
 * A file of rows that is there whole or not at all.
 *
 * It grows under a temporary name in its own folder, and takes its name by a rename as it is published:
 * until then a file of that name stays as it was, and a reader never sees half of one.
 */
export class WholeFile<Row> implements Sink<Row> {
  readonly #options: WholeFileOptions<Row>;
  readonly #temporary: string;
  readonly #handle: FileHandle;
  #rows = 0;
  #published = false;

  /**
   * Makes the folder if there is none, and the temporary file in it.
   *
   * @throws OutputError before anything is asked of AWS, where the folder cannot be written to.
   */
  static async open<Row>(options: WholeFileOptions<Row>): Promise<WholeFile<Row>> {
    const { path } = options;
    const folder = dirname(path);
    // In the same folder: a rename from elsewhere would be a copy. Unique: two runs must not write into one file.
    const temporary = join(folder, `.${basename(path)}.${process.pid}-${randomBytes(4).toString("hex")}.tmp`);
    await orOutputError(folder, () => mkdir(folder, { recursive: true }));
    await refuseFolder(path);
    const handle = await orOutputError(folder, () => open(temporary, "wx"));
    const file = new WholeFile(options, temporary, handle);
    try {
      await file.#append(options.format.header);
    } catch (error) {
      await file.discard();
      throw error;
    }
    return file;
  }

  private constructor(options: WholeFileOptions<Row>, temporary: string, handle: FileHandle) {
    this.#options = options;
    this.#temporary = temporary;
    this.#handle = handle;
  }

  get path(): string {
    return this.#options.path;
  }

  /** Rows written so far. */
  get rows(): number {
    return this.#rows;
  }

  async write(rows: readonly Row[]): Promise<void> {
    if (rows.length > 0) {
      this.#rows += rows.length;
      await this.#append(this.#options.format.encode(rows));
    }
  }

  async finish(): Promise<void> {
    await orOutputError(this.path, async () => {
      // Or a power cut after the rename could leave the name on a file without its bytes.
      await this.#handle.sync();
      await this.#handle.close();
    });
  }

  async publish(): Promise<void> {
    await orOutputError(this.path, async () => {
      if (this.#rows === 0 && this.#options.ifEmpty === "remove") {
        await rm(this.#temporary);
        await rm(this.path, { force: true });
      } else {
        await rename(this.#temporary, this.path);
      }
    });
    this.#published = true;
  }

  async discard(): Promise<void> {
    // Whatever fails here comes after the error that made us discard: that one is to be told.
    await this.#handle.close().catch(ignore);
    if (!this.#published) {
      await rm(this.#temporary, { force: true }).catch(ignore);
    }
  }

  #append(text: string): Promise<void> {
    return orOutputError(this.path, () => this.#handle.appendFile(text));
  }
}

/** A rename onto a folder fails, but only when the whole walk is done: better told before it. */
async function refuseFolder(path: string): Promise<void> {
  const there = await stat(path).catch(() => undefined);
  if (there?.isDirectory() === true) {
    throw new OutputError({ path, cause: Object.assign(new Error("is a directory"), { code: "EISDIR" }) });
  }
}

function ignore(): void {}
