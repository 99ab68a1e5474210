/**
 * Where an inventory goes: all of it, or nothing.
 *
 * `finish` does all that can fail, `publish` makes it seen: of several sinks none is published
 * before all are finished.
 */
export interface Sink<Row> {
  write(rows: readonly Row[]): Promise<void>;
  /** Nothing is written after it. */
  finish(): Promise<void>;
  publish(): Promise<void>;
  /** Leaves everything as it was. Does nothing to what is published already. Never rejects. */
  discard(): Promise<void>;
}
