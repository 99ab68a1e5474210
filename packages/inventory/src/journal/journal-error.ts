/**
 * A journal cannot be taken or read: somebody else has it, or what is in it is not what a run has written.
 *
 * Where the file system refuses to write, it is an `OutputError`.
 */
export class JournalError extends Error {
  readonly _tag = "JournalError";
  readonly reason: JournalErrorReason;
  /** The journal as the user named it. */
  readonly path: string;
  /** The line that is wrong; the first is 1. */
  readonly line: number | undefined;

  /** @param fields - `problem` is all of the message: it names the file and says what to do. */
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
 * - `held`: a process has it, or may have it. - `damaged`: a line is not as it was written.
 * - `foreign`: it is no journal. - `version`: another version of this package wrote it.
 * - `unreadable`: the file system refuses to read it. - `closed`: it was closed in this process.
 */
export type JournalErrorReason = "closed" | "damaged" | "foreign" | "held" | "unreadable" | "version";

/** Whether a value is a {@link JournalError}. */
export function isJournalError(value: unknown): value is JournalError {
  return value instanceof Error && "_tag" in value && value._tag === "JournalError";
}
