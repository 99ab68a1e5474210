/** A shard that waits for a worker: what its job is made of. */
export interface QueuedShard {
  readonly shard: string;
  /** The id that its job has to have. */
  readonly job: string;
  /** Whose quota it is: `111122223333 eu-west-1 DescribeProjects`. One worker at a time has it, whatever the run. */
  readonly quotaKey: string;
  /** Seconds before which nobody needs to look at it. */
  readonly startAfter?: number | undefined;
}
