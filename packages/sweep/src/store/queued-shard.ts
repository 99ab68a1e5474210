/** A shard that waits for a worker: the data for its job. */
export interface QueuedShard {
  readonly shard: string;
  /** The id that its job must have. */
  readonly job: string;
  /**
   * The quota of the shard: `111122223333 eu-west-1 DescribeProjects`. Only one worker at a time has it, in all runs
   * together.
   */
  readonly quotaKey: string;
  /** Seconds in which no worker gets the shard. */
  readonly startAfter?: number | undefined;
}
