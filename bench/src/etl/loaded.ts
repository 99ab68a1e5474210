/** What a contestant answers. */
export interface Loaded {
  readonly rows: number;
  readonly seconds: number;
  /** The most megabytes in use; 0 without `--expose-gc`. */
  readonly held: number;
}
