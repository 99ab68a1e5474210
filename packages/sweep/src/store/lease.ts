/** The right to write for a shard: of one attempt of one job, until another attempt claims it. */
export interface Lease {
  readonly shard: string;
  /** The job that the shard waits for; `retryCount` alone begins at 0 again in a new one. */
  readonly job: string;
  /** The engine's count of how often the job was handed out. */
  readonly attempt: number;
}
