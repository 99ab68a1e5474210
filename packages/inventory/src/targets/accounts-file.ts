import { readFile } from "node:fs/promises";
import { oneLine } from "../text/one-line.js";
import { TargetOptionsError } from "./target-options-error.js";

/** An account that a file names. */
export interface ListedAccount {
  /** Twelve digits. */
  readonly accountId: string;
  readonly accountName: string | undefined;
  /** The line that names it, counted from 1; `undefined` if it is not from a file. */
  readonly line: number | undefined;
}

/**
 * Reads a list of accounts: one id of twelve digits per line, and after a comma an optional name.
 *
 * A `#` at the beginning of a line or after a space starts a comment. If an account is named twice, its first line
 * counts.
 *
 * @throws TargetOptionsError for a file that cannot be read, for one without accounts, and for a line that is no
 *   account, with the number of the line
 */
export async function readAccountsFile(path: string): Promise<readonly ListedAccount[]> {
  const accounts = new Map<string, ListedAccount>();
  const text = await textOf(path);
  for (const [index, raw] of text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|[\r\n]/)
    .entries()) {
    const line = raw.replace(/(^|\s)#.*/, "").trim();
    if (line === "") {
      continue;
    }
    const [id = "", ...name] = line.split(",");
    const accountId = id.trim();
    if (!/^\d{12}$/.test(accountId)) {
      throw new TargetOptionsError(
        `${path}, line ${index + 1}: "${shortened(accountId)}" is no account id; it has twelve digits, leading zeros included`,
      );
    }
    if (!accounts.has(accountId)) {
      accounts.set(accountId, { accountId, accountName: name.join(",").trim() || undefined, line: index + 1 });
    }
  }
  if (accounts.size === 0) {
    throw new TargetOptionsError(`${path} names no account; write an id of twelve digits in each line`);
  }
  return Array.from(accounts.values());
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new TargetOptionsError(`the accounts cannot be read from ${path}: ${REASONS[code ?? ""] ?? code}`, {
      cause: error,
    });
  }
}

const REASONS: Readonly<Record<string, string | undefined>> = {
  EACCES: "permission denied",
  EISDIR: "it is a folder",
  ENOENT: "there is no such file",
  ENOTDIR: "a part of the path is a file and not a folder",
};

/** It may be the wrong file, and a line of it a secret. The beginning of a line is enough to find it. */
function shortened(value: string): string {
  const text = oneLine(value);
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}...` : text;
}

/** Characters. */
const LONGEST_QUOTE = 20;
