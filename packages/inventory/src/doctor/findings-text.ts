import { styleText } from "node:util";
import { reasonsIn } from "../ledger/reasons.js";
import { formatted } from "../text/count.js";
import { itemText } from "../text/item-text.js";
import { oneLine } from "../text/one-line.js";
import type { Finding, FindingOutcome } from "./finding.js";

/**
 * The findings of checks for a person, as lines of 80 columns. Findings about many targets are one line, followed by a
 * line for each different reason and its targets.
 */
export function findingsText(findings: readonly Finding[], { colors }: { readonly colors: boolean }): string {
  const checks = Array.from(new Set(findings.map(({ check }) => check)));
  return checks
    .map((each) =>
      groupText(
        findings.filter(({ check }) => check === each),
        colors,
      ),
    )
    .join("");
}

function groupText(group: readonly Finding[], colors: boolean): string {
  const outcome = WORST_FIRST.find((each) => group.some((finding) => finding.outcome === each)) ?? "ok";
  const check = group[0]?.check ?? "";
  const headlines = group.filter(({ target }) => target === null);
  const [only, ...others] = group;
  if (only !== undefined && others.length === 0) {
    return lineText(only.outcome, check, sentenceOf(only), colors);
  }
  if (headlines.length === group.length) {
    return headlines.map((finding) => lineText(finding.outcome, check, sentenceOf(finding), colors)).join("");
  }
  const [headline] = headlines;
  const ofTargets = group.filter(({ target }) => target !== null);
  const what = headline === undefined ? sumOf(check, ofTargets) : sentenceOf(headline);
  return [lineText(outcome, check, what, colors), ...reasonLines(ofTargets)].join("");
}

/** The first of these that is among the findings decides. */
const WORST_FIRST: readonly FindingOutcome[] = ["failed", "warning", "unknown", "ok"];

function sentenceOf({ message, remedy }: Finding): string {
  return remedy === null ? message : `${message}; ${remedy}`;
}

function sumOf(check: string, findings: readonly Finding[]): string {
  const good = findings.filter(({ outcome }) => outcome === "ok" || outcome === "warning").length;
  const sum = `${formatted(good)} of ${formatted(findings.length)}`;
  return SUMS[check]?.(sum) ?? `allowed in ${sum} accounts and regions`;
}

const SUMS: Readonly<Record<string, ((sum: string) => string) | undefined>> = {
  credentials: (sum) => `good in ${sum} profiles`,
  region: (sum) => `good in ${sum} profiles`,
};

function reasonLines(findings: readonly Finding[]): readonly string[] {
  const lacking = findings
    .filter(({ outcome, check }) => outcome !== "ok" || ALL_SHOWN.has(check))
    .map((finding) => ({
      isMissing: true,
      outcome: finding.outcome,
      operation: finding.check,
      count: 1,
      where: finding.target ?? "",
      message: sentenceOf(finding),
    }));
  const reasons = reasonsIn(lacking);
  const shown = reasons.slice(0, SHOWN).map(({ places, message }) => {
    const more = places.length > SHOWN_PLACES ? ` and ${formatted(places.length - SHOWN_PLACES)} more` : "";
    return `${itemText(`${oneLine(places.slice(0, SHOWN_PLACES).join(", "))}${more}: ${oneLine(message)}`, INDENT + 2)}\n`;
  });
  const more = reasons.length - shown.length;
  return more > 0
    ? [...shown, `${" ".repeat(INDENT + 2)}... and ${formatted(more)} more; --json has them all\n`]
    : shown;
}

/** Checks whose good findings are shown as well, because they differ. */
const ALL_SHOWN: ReadonlySet<string> = new Set(["credentials"]);

const SHOWN = 10;
const SHOWN_PLACES = 3;

function lineText(outcome: FindingOutcome, check: string, text: string, colors: boolean): string {
  const { label, color } = LABELS[outcome];
  const margin = " ".repeat(INDENT - label.length);
  // Whether the stream has colours is known already. styleText might ask another stream.
  const shown = colors ? styleText(color, label, { validateStream: false }) : label;
  return `${shown}${margin}${itemText(`${check}  ${oneLine(text)}`, INDENT).trimStart()}\n`;
}

/** Columns: the longest label, and a space. */
const INDENT = 5;

const LABELS = {
  ok: { label: "ok", color: "green" },
  warning: { label: "warn", color: "yellow" },
  failed: { label: "FAIL", color: "red" },
  unknown: { label: "?", color: "cyan" },
} as const satisfies Readonly<Record<FindingOutcome, object>>;
