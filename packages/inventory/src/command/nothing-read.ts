import type { Ledger } from "../ledger/ledger.js";
import { lackingIn } from "../ledger/lacking.js";
import { reasonsIn } from "../ledger/reasons.js";
import { missingLines } from "../report/summary-text.js";
import { oneLine } from "../text/one-line.js";

/** Whether not a single page was read. An account without projects has one page. */
export function isNothingRead({ entries }: Pick<Ledger, "entries">): boolean {
  return !entries.some((entry) => entry._tag === "Walk" && entry.pages > 0);
}

/** Why nothing was read: one sentence if there is one reason, otherwise a line for each. Without control characters. */
export function nothingReadText({ entries }: Pick<Ledger, "entries">): string {
  const lacking = lackingIn(entries);
  const targets = new Set(entries.map(({ target }) => target)).size;
  const [first, ...others] = reasonsIn(lacking);
  if (first === undefined) {
    return "there is no account to be asked";
  }
  // Refused credentials are reported twice, by the target and by its walk.
  if (others.some(({ message }) => message !== first.message)) {
    return ["nothing could be read", ...missingLines(lacking)].join("\n");
  }
  const why = oneLine(first.message || first.outcome);
  return targets === 1 ? why : `nothing could be read in ${targets} accounts and regions: ${why}`;
}
