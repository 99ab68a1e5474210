import type { Target } from "../crawl/target.js";
import type { Finding } from "./finding.js";
import { targetName } from "./target-name.js";

/** A finding about something that was not asked for: it is not known, so it is not good. */
export function notChecked(check: string, target: Target | undefined, reason: string): Finding {
  return {
    check,
    outcome: "unknown",
    target: target === undefined ? null : targetName(target),
    message: `not checked: ${reason}`,
    remedy: null,
  };
}
