import type { FileHandle } from "node:fs/promises";
import { orUnreadable } from "./or-unreadable.js";

/** A line as it stands in a file. */
export interface FileLine {
  /** The first is 1. */
  readonly number: number;
  /** Without the line end. */
  readonly bytes: Buffer;
  /** The offset after its line end; `undefined` if the last line has no line end. */
  readonly end: number | undefined;
}

/**
 * The lines that a file has now. Lines that are appended meanwhile are left out.
 *
 * One piece of the file is in memory at a time, or one line if that is longer. Lines are cut as bytes, so a character
 * may lie across two pieces.
 *
 * @param path - for the errors.
 */
export async function* linesOf(path: string, file: FileHandle): AsyncGenerator<FileLine> {
  const { size } = await orUnreadable(path, () => file.stat());
  let number = 1;
  let begun: Buffer[] = [];
  for (let position = 0; position < size;) {
    const piece = Buffer.allocUnsafe(Math.min(PIECE, size - position));
    const at = position;
    const { bytesRead } = await orUnreadable(path, () => file.read(piece, 0, piece.length, at));
    if (bytesRead === 0) {
      // Somebody has cut the file off meanwhile.
      break;
    }
    let from = 0;
    for (let to = lineEnd(piece, from, bytesRead); to !== -1; to = lineEnd(piece, from, bytesRead)) {
      const rest = piece.subarray(from, to);
      yield { number, bytes: begun.length === 0 ? rest : Buffer.concat([...begun, rest]), end: position + to + 1 };
      number += 1;
      begun = [];
      from = to + 1;
    }
    if (from < bytesRead) {
      begun.push(piece.subarray(from, bytesRead));
    }
    position += bytesRead;
  }
  if (begun.length > 0) {
    yield { number, bytes: Buffer.concat(begun), end: undefined };
  }
}

function lineEnd(piece: Buffer, from: number, to: number): number {
  const at = piece.indexOf(LINE_FEED, from);
  return at < to ? at : -1;
}

const PIECE = 256 * 1024;

const LINE_FEED = 0x0a;
