/** The right to write for a shard. One attempt of one job has it, until another attempt claims the shard. */
export interface Lease {
  readonly shard: string;
  /** The job that the shard waits for. The attempt alone is not enough: it begins at 0 again in a new job. */
  readonly job: string;
  /** How often pg-boss has handed the job out again: its `retryCount`. */
  readonly attempt: number;
}
