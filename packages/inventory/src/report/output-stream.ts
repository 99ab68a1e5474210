/** Where a run writes its text: `process.stdout`, or a double of it. */
export interface OutputStream {
  write(text: string): unknown;
  /** Whether a person watches: progress is then one line that changes. */
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
  /** As `tty.WriteStream` has it, which knows of `NO_COLOR`. */
  hasColors?(): boolean;
}
