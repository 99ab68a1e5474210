import type { TargetStep } from "./step.js";
import type { Target } from "./target.js";

/**
 * The step that keeps a target in a journal.
 *
 * @param at - when it was found, ISO 8601 in UTC.
 */
export function targetStep(target: Target, at: string): TargetStep {
  const { accountId = null, accountName = null, region = null } = target;
  return {
    _tag: "Target",
    target: target.id ?? [accountId, region].filter((part) => part !== null).join(":"),
    accountId,
    accountName,
    region,
    outcome: "outcome" in target ? target.outcome : "expected",
    error: "outcome" in target ? (target.error ?? null) : null,
    at,
  };
}
