import type { Target } from "../crawl/target.js";
import type { Finding } from "./finding.js";
import { targetName } from "./target-name.js";

/** What nobody was asked about: it is not known, and no good news. */
export function notChecked(check: string, target: Target | undefined, reason: string): Finding {
  return {
    check,
    outcome: "unknown",
    target: target === undefined ? null : targetName(target),
    message: `not checked: ${reason}`,
    remedy: null,
  };
}
