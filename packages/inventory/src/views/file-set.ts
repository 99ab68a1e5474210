import { randomBytes } from "node:crypto";
import { type FileHandle, link, lstat, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { OutputError } from "../failures/output-error.js";
import { makeFolders } from "../journal/make-folders.js";

/**
 * Files of one folder that get their names together, or not at all.
 *
 * Each is written under a temporary name. Publishing renames one after the other. If one cannot be renamed, the renames
 * before it are undone, and the folder is as it was. Nobody ever sees half a file. If a process is killed while it
 * publishes, new files are left beside older ones, without the file that is published `last`.
 */
export class FileSet {
  readonly #folder: string;
  /** Unique: two runs must not write into one file. */
  readonly #mark = `${process.pid}-${randomBytes(4).toString("hex")}`;
  readonly #files = new Map<string, GrowingFile>();
  readonly #absent = new Set<string>();

  /**
   * Makes the folder if there is none, for its owner alone.
   *
   * @throws OutputError if it cannot be made.
   */
  static async open(folder: string): Promise<FileSet> {
    await orOutputError(folder, () => makeFolders(folder));
    await sweep(folder).catch(ignore);
    return new FileSet(folder);
  }

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * Begins a file, for its owner alone.
   *
   * @throws OutputError if it cannot be made, or if a folder has its name.
   */
  async create(name: string): Promise<GrowingFile> {
    const path = join(this.#folder, name);
    // A rename onto a folder would fail, but only after everything is written. So it is checked before.
    await this.#refuseFolder(name);
    const handle = await orOutputError(this.#folder, () => open(this.#hidden(name, "tmp"), "wx", 0o600));
    const file = new GrowingFile(path, handle);
    this.#files.set(name, file);
    return file;
  }

  /** Publishing will remove the file of this name. */
  remove(name: string): void {
    this.#absent.add(name);
  }

  /**
   * Gives the files their names, all or none.
   *
   * @throws OutputError like {@link create}. Then everything is as it was, except for the temporary files: discard
   * them.
   */
  async publish({ last }: { readonly last: string }): Promise<void> {
    for (const file of this.#files.values()) {
      await file.finish();
    }
    const names = [...this.#files.keys()].filter((name) => name !== last);
    const absent = [...this.#absent].filter((name) => !this.#files.has(name));
    const undo: (() => Promise<void>)[] = [];
    const aside: string[] = [];
    const setAside = async (name: string): Promise<void> => {
      const old = this.#hidden(name, "old");
      if (await this.#setAside(name, old)) {
        aside.push(old);
        undo.push(async () => {
          await rename(old, join(this.#folder, name));
          // If both names are of the same file, a rename does nothing.
          await rm(old, { force: true });
        });
      }
    };
    try {
      // The `last` file comes first: it vouches for the others. Without it, nobody takes them for the files of one run.
      for (const name of [last, ...absent]) {
        await setAside(name);
        await orOutputError(join(this.#folder, name), () => rm(join(this.#folder, name), { force: true }));
      }
      for (const name of [...names, last]) {
        const path = join(this.#folder, name);
        if (name !== last) {
          await setAside(name);
        }
        await orOutputError(path, () => rename(this.#hidden(name, "tmp"), path));
        undo.push(() => rm(path, { force: true }));
      }
    } catch (error) {
      for (const step of undo.toReversed()) {
        // The error that came first is reported.
        await step().catch(ignore);
      }
      throw error;
    }
    this.#files.clear();
    for (const old of aside) {
      await rm(old, { force: true }).catch(ignore);
    }
    await syncFolder(this.#folder);
  }

  /** Leaves everything as it was. Does nothing to what is published already. Never rejects. */
  async discard(): Promise<void> {
    for (const [name, file] of this.#files) {
      await file.close();
      await rm(this.#hidden(name, "tmp"), { force: true }).catch(ignore);
    }
    this.#files.clear();
  }

  /** Gives the file of this name a hidden name as well; `false` if there is no such file. */
  async #setAside(name: string, old: string): Promise<boolean> {
    const path = join(this.#folder, name);
    await this.#refuseFolder(name);
    try {
      // A second name, so that the first is never without a file.
      await link(path, old);
      return true;
    } catch (error) {
      if (isNotThere(error)) {
        return false;
      }
    }
    // Some file systems do not give files a second name.
    await orOutputError(path, () => rename(path, old));
    return true;
  }

  async #refuseFolder(name: string): Promise<void> {
    const path = join(this.#folder, name);
    const there = await lstat(path).catch(ignore);
    if (there?.isDirectory() === true) {
      throw new OutputError({ path, cause: Object.assign(new Error("is a directory"), { code: "EISDIR" }) });
    }
  }

  #hidden(name: string, end: "old" | "tmp"): string {
    return join(this.#folder, `.${name}.${this.#mark}.${end}`);
  }
}

/** A file of a {@link FileSet}, before it has its name. */
export class GrowingFile {
  /** The path that it will have. */
  readonly path: string;
  readonly #handle: FileHandle;
  #pending: string[] = [];
  #length = 0;

  constructor(path: string, handle: FileHandle) {
    this.path = path;
    this.#handle = handle;
  }

  /** @throws OutputError if it cannot be written. */
  async write(data: string | Uint8Array): Promise<void> {
    if (typeof data !== "string") {
      await this.#flush();
      await orOutputError(this.path, () => this.#handle.appendFile(data));
      return;
    }
    this.#pending.push(data);
    this.#length += data.length;
    if (this.#length >= BLOCK) {
      await this.#flush();
    }
  }

  async finish(): Promise<void> {
    await this.#flush();
    await orOutputError(this.path, async () => {
      // Otherwise, after a power cut that follows the rename, the name could be on a file without its bytes.
      await this.#handle.sync();
      await this.#handle.close();
    });
  }

  async close(): Promise<void> {
    // An error here comes after the error that is the reason to discard. That one is reported.
    await this.#handle.close().catch(ignore);
  }

  async #flush(): Promise<void> {
    const text = this.#pending.join("");
    this.#pending = [];
    this.#length = 0;
    if (text !== "") {
      await orOutputError(this.path, () => this.#handle.appendFile(text));
    }
  }
}

/** Characters. */
const BLOCK = 65_536;

async function orOutputError<A>(path: string, work: () => Promise<A>): Promise<A> {
  try {
    return await work();
  } catch (cause) {
    throw new OutputError({ path, cause });
  }
}

/** Removes hidden files that are an hour old: processes that were killed while they wrote have left them. */
async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = /^\..+\.(\d+)-[\da-f]{8}\.(?:old|tmp)$/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) {
      const path = join(folder, name);
      const { mtimeMs } = await stat(path);
      // The process may be alive on another machine that shares this folder.
      if (Date.now() - mtimeMs > LEFT_BEHIND) {
        await rm(path, { force: true });
      }
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
}

/** Milliseconds. */
const LEFT_BEHIND = 3_600_000;

/** Makes the names themselves safe from a power cut. */
async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder. The files are published all the same.
  const handle = await open(folder, "r").catch(ignore);
  await handle?.sync().catch(ignore);
  await handle?.close().catch(ignore);
}

function isNotThere(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

function ignore(): undefined {
  return undefined;
}
