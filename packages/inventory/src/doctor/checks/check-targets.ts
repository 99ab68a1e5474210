import type { Target } from "../../crawl/target.js";
import { count } from "../../text/count.js";
import type { Check } from "../check.js";
import type { Examination } from "../examination.js";
import type { Finding } from "../finding.js";
import { findingFrom } from "../finding-from.js";
import type { Visit } from "../visit-targets.js";

/** Which of the accounts of a file or of an organization can be entered. */
export const checkTargets: Check = async (examination) => {
  const visits = await examination.visits();
  if (visits._tag === "NoTargets") {
    const { sentence } = visits;
    return sentence === undefined ? [] : [findingFrom({ check: "targets", outcome: "failed", target: null }, sentence)];
  }
  return hasList(examination) ? accountFindings(visits.visits) : [];
};

function hasList({ settings }: Examination): boolean {
  return settings.organization || settings.accountsFile !== undefined;
}

function accountFindings(visits: readonly Visit[]): readonly Finding[] {
  // The regions of an account are entered together.
  const accounts = new Map(visits.map(({ target }) => [target.accountId ?? target.id ?? "", target]));
  const findings = Array.from(accounts, ([name, target]) => accountFinding(name, target));
  return [headline([...accounts.values()]), ...findings];
}

function headline(targets: readonly Target[]): Finding {
  const counts = new Map<string, number>();
  for (const target of targets) {
    const what = STATES[stateOf(target)];
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  const parts = Array.from(counts, ([what, number]) => `${number} ${what}`);
  const message = `${count(targets.length, "account")}: ${parts.join(", ")}`;
  const isShut = targets.some((target) => stateOf(target) === "no-credentials");
  return { check: "targets", outcome: isShut ? "failed" : "ok", target: null, message, remedy: null };
}

function accountFinding(name: string, target: Target): Finding {
  const state = stateOf(target);
  const about = { check: "targets", target: name };
  const error = "error" in target ? target.error : undefined;
  return state === "no-credentials"
    ? findingFrom({ ...about, outcome: "failed" }, error?.message ?? "it could not be entered")
    : { ...about, outcome: "ok", message: STATES[state], remedy: null };
}

function stateOf(target: Target): keyof typeof STATES {
  return "outcome" in target ? target.outcome : "entered";
}

const STATES = {
  entered: "can be entered",
  "no-credentials": "cannot be entered",
  suspended: "suspended",
  closed: "closed",
} as const;
