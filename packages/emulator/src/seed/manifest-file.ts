import { accessSync, closeSync, constants, openSync, readSync, statSync } from "node:fs";

/**
 * The lines of a manifest file, without blank ones. The file is read a piece at a time, and again for each iteration.
 *
 * A manifest may be large: neither its text nor its lines are kept in memory.
 */
export class ManifestFile implements Iterable<string> {
  readonly #path: string;

  /** @throws Error with the `code` of the file system when it cannot be read */
  constructor(path: string) {
    accessSync(path, constants.R_OK);
    // It is read more than once; a pipe can be read only once.
    if (!statSync(path).isFile()) {
      throw Object.assign(new Error(`EISDIR: ${path} is not a file`), { code: "EISDIR", path });
    }
    this.#path = path;
  }

  *[Symbol.iterator](): Generator<string> {
    const file = openSync(this.#path, "r");
    try {
      const piece = Buffer.allocUnsafe(PIECE_SIZE);
      let rest: Buffer = Buffer.alloc(0);
      for (let size = readSync(file, piece); size > 0; size = readSync(file, piece)) {
        const bytes = Buffer.concat([rest, piece.subarray(0, size)]);
        // Cut at line ends only: a character of several bytes must stay in one piece.
        const end = bytes.lastIndexOf(LINE_END) + 1;
        yield* linesOf(bytes.subarray(0, end));
        rest = bytes.subarray(end);
      }
      yield* linesOf(rest);
    } finally {
      closeSync(file);
    }
  }
}

function linesOf(bytes: Buffer): readonly string[] {
  return bytes
    .toString()
    .split("\n")
    .filter((line) => line.trim() !== "");
}

const LINE_END = 0x0a;

/** Bytes. */
const PIECE_SIZE = 256 * 1_024;
