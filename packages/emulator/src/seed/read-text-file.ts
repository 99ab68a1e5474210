import { readFileSync } from "node:fs";

/**
 * Reads a file of text, without the byte order mark that some editors begin it with.
 *
 * @throws Error with the `code` and `path` of the file system when it cannot be read
 */
export function readTextFile(path: string): string {
  try {
    const text = readFileSync(path, "utf8");
    return text.startsWith("\u{feff}") ? text.slice(1) : text;
  } catch (error) {
    // Node does not name the file in an error that comes after it was opened.
    throw error instanceof Error ? Object.assign(error, { path }) : error;
  }
}
