/**
 * A journal cannot be opened or read: somebody else has it, or its content is not what a run has written.
 *
 * If the file system refuses to write, the error is an `OutputError`.
 */
export class JournalError extends Error {
  readonly _tag = "JournalError";
  readonly reason: JournalErrorReason;
  /** The journal, as the user named it. */
  readonly path: string;
  /** The line that is wrong; the first is 1. */
  readonly line: number | undefined;

  /** @param fields - `problem` is the whole message: it names the file and says what to do. */
  constructor(fields: {
    readonly reason: JournalErrorReason;
    readonly path: string;
    readonly line?: number | undefined;
    readonly problem: string;
    readonly cause?: unknown;
  }) {
    super(fields.problem, fields.cause === undefined ? undefined : { cause: fields.cause });
    this.name = "JournalError";
    this.reason = fields.reason;
    this.path = fields.path;
    this.line = fields.line;
  }
}

/**
 * - `held`: a process has the journal, or may have it.
 * - `damaged`: a line has changed since it was written.
 * - `foreign`: the file is no journal.
 * - `version`: another version of this package wrote it.
 * - `unreadable`: the file system refuses to read it.
 * - `closed`: it was closed in this process.
 */
export type JournalErrorReason = "closed" | "damaged" | "foreign" | "held" | "unreadable" | "version";

/** Whether a value is a {@link JournalError}. */
export function isJournalError(value: unknown): value is JournalError {
  return value instanceof Error && "_tag" in value && value._tag === "JournalError";
}
