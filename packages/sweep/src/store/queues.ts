import type { Database } from "./database.js";
import type { QueuedShard } from "./queued-shard.js";

/** What the store asks of the engine, each within the transaction that it is given. */
export interface Queues {
  sendShards(shards: readonly QueuedShard[], database: Database): Promise<void>;
  sendDiscover(runId: string, database: Database, startAfter?: number): Promise<void>;
  sendFinish(runId: string, database: Database): Promise<void>;
  completeShard(job: string, database: Database): Promise<void>;
}
