import type { SweepEvent } from "../sweep/sweep-engine.js";
import type { Log } from "./log.js";

/** Logs what happens to the shards of a sweep: each line names its run, its shard and the attempt. */
export function logSweep(log: Log): (event: SweepEvent) => void {
  return ({ what, runId, shard, attempt, error }) => {
    const level = what === "step" ? "debug" : what === "gave up" || what === "lost" ? "warn" : "info";
    log.event(level, `shard: ${what}`, {
      run_id: runId,
      shard: shard ?? null,
      attempt: attempt ?? null,
      error: error ?? null,
    });
  };
}
