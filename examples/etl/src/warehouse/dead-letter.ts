/** What could not be read: as it came, whose it was, and what is wrong with it. */
export interface DeadLetter {
  readonly account_id: string;
  readonly region: string;
  /** Which walk met it: `entries`. */
  readonly walk: string;
  /** The ARN of the dataset or project that it belongs to; empty where there is none. */
  readonly resource: string;
  /** Where in its page it stands, and what is wrong in it; empty where a whole dataset or project could not be read. */
  readonly path: string;
  readonly reason: string;
  readonly source_ref: string | null;
  readonly raw: string;
}
