import type { Database } from "./database.js";
import type { QueuedShard } from "./queued-shard.js";

/** What the store needs of the queues. Each call runs within the transaction that it is given. */
export interface Queues {
  sendShards(shards: readonly QueuedShard[], database: Database): Promise<void>;
  sendDiscover(runId: string, database: Database, startAfter?: number): Promise<void>;
  sendFinish(runId: string, database: Database): Promise<void>;
  completeShard(job: string, database: Database): Promise<void>;
}
