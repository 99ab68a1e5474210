import type { Step } from "../crawl/step.js";
import { isMissing } from "../ledger/is-missing.js";
import type { Log } from "./log.js";

/** Logs a step of a crawl: a page at the level `debug`, and what is missing as a warning. */
export function logStep(log: Log, step: Step): void {
  if (step._tag === "Run") {
    const { runId, startedAt, options } = step;
    log.event("info", "run", { run_id: runId, started_at: startedAt, depth: options.depth });
  } else if (step._tag === "Target") {
    const { target, accountId, accountName, region, outcome, error } = step;
    const isShut = outcome !== "expected";
    log.event(isShut ? "warn" : "info", isShut ? "target is not read" : "target", {
      target,
      account_id: accountId,
      account_name: accountName,
      region,
      // Until the target is asked, it has no outcome.
      outcome: isShut ? outcome : null,
      error: error?.message ?? null,
    });
  } else if (step._tag === "Walk") {
    const { outcome, error, operation, accountId, region, parentArn, pages, records, invalid } = step;
    const isLost = outcome !== null && isMissing({ _tag: "Walk", outcome });
    log.event(isLost ? "warn" : "debug", isLost ? "walk is not complete" : "page", {
      account_id: accountId,
      region,
      operation,
      parent_arn: parentArn,
      pages,
      records: records.length,
      invalid: invalid.length,
      requests: step.requests,
      throttles: step.throttles,
      elapsed_ms: Math.round(step.elapsedMs),
      outcome,
      error: error?.message ?? null,
    });
  }
}
