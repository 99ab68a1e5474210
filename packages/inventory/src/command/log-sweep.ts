import type { SweepEvent } from "../sweep/sweep-engine.js";
import type { Log } from "./log.js";
import { troubleLog } from "./trouble-log.js";

/**
 * Logs what happens to the shards of a sweep: each line names its run, its shard and the attempt. If this machine
 * cannot help yet, the reason is reported to a person, too.
 */
export function logSweep(log: Log): (event: SweepEvent) => void {
  const waits = troubleLog((sentence) => log.say(sentence));
  return ({ what, runId, shard, attempt, error }) => {
    if (what === "waits") {
      waits(error ?? "nothing can be done as yet");
      return;
    }
    const level = what === "step" ? "debug" : what === "gave up" || what === "lost" ? "warn" : "info";
    log.event(level, `shard: ${what}`, {
      run_id: runId,
      shard: shard ?? null,
      attempt: attempt ?? null,
      error: error ?? null,
    });
  };
}
