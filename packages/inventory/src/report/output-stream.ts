/** Where a run writes its text: `process.stdout`, or a double of it. */
export interface OutputStream {
  write(text: string): unknown;
  /** Whether a person watches: progress is then drawn over and over in the same place. */
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
  /** As in `tty.WriteStream`, which respects `NO_COLOR`. */
  hasColors?(): boolean;
}
