import { createHash } from "node:crypto";
import { count, formatted } from "../../text/count.js";
import type { Charts } from "./charts.js";
import type { ReportContents, WastedModel, WastedSums } from "./contents.js";
import { Html, html } from "./html.js";
import { assumptions } from "./sections/assumptions.js";
import { changed } from "./sections/changed.js";
import { failures } from "./sections/failures.js";
import { map } from "./sections/map.js";
import { models } from "./sections/models.js";
import { running } from "./sections/running.js";
import type { Section } from "./sections/section.js";
import { unknown } from "./sections/unknown.js";
import { waste } from "./sections/waste.js";
import { money, moneyRange, time } from "./shown.js";
import { STYLE } from "./style.js";

/** In this order: what is not known comes first. */
const SECTIONS: readonly Section[] = [unknown, running, waste, failures, models, changed, map, assumptions];

/**
 * A report as one file that needs no network and opens from an e-mail. The same contents give the same text.
 *
 * Its content policy lets only its own script run: if the text of somebody else were taken for HTML, it could do
 * nothing.
 */
export function reportPage(
  contents: ReportContents,
  { charts, script }: { readonly charts: Charts; readonly script: string },
): string {
  const { summary } = contents;
  const title = `Rekognition Custom Labels on ${time(summary.startedAt).slice(0, 10)}`;
  const hash = createHash("sha256").update(script).digest("base64");
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return `${
    html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<a class="skip" href="#unknown">Skip to the report</a>
<header>
<h1>${title}</h1>
<p>${inShort(contents)}</p>
<p class="${summary.outcome === "complete" ? "whole" : "incomplete"}">${OUTCOMES[summary.outcome]}</p>
</header>
<nav aria-label="Sections"><ul class="tiles">${tilesOf(contents).map(
      ({ href, title: of, figure, note, mood }) =>
        html`<li class="${mood}">
          <a href="${href}"
            ><span class="of">${of}</span> <strong>${figure}</strong> <span class="note">${note}</span></a
          >
        </li>`,
    )}</ul>
<ol class="contents">${SECTIONS.map(({ id, title: of }) => html`<li><a href="#${id}">${of}</a></li>`)}</ol></nav>
<main>
${SECTIONS.map(
  ({ id, title: of, body }, at) =>
    html`<section id="${id}" aria-labelledby="${id}-title">
      <h2 id="${id}-title">${at + 1}. ${of}</h2>
      ${body(contents, charts)}
    </section> `,
)}</main>
<footer><p>Made by rekognition-inventory from the run ${summary.runId}. This page sends no requests.</p></footer>
<script>`.text
  }${script}</script>
</body>
</html>
`;
}

const OUTCOMES: Readonly<Record<ReportContents["summary"]["outcome"], string>> = {
  complete: "Complete: everything that was asked for was read.",
  incomplete: "Not complete: something could not be read. Counts and sums are therefore “at least”.",
  nothing: "Nothing was read: this says nothing about what there is.",
};

/** `28 projects and 51 datasets in 3 accounts and 3 regions, as of 2026-11-29 08:24 UTC` */
function inShort({ summary, places }: ReportContents): string {
  const { projects = 0, datasets = 0, versions } = summary.counts;
  const found = places.filter((place) => place.projects > 0);
  const accounts = new Set(found.map(({ accountId }) => accountId)).size;
  const regions = new Set(found.map(({ region }) => region)).size;
  const what = [
    count(projects, "project"),
    count(datasets, "dataset"),
    ...(versions === undefined ? [] : [count(versions, "model")]),
  ];
  const where = projects === 0 ? "" : ` in ${count(accounts, "account")} and ${count(regions, "region")}`;
  return `${what.slice(0, -1).join(", ")} and ${what.at(-1) ?? ""}${where}, as of ${time(summary.startedAt)}.`;
}

interface Tile {
  readonly href: string;
  readonly title: string;
  readonly figure: string;
  readonly note: string;
  readonly mood: "bad" | "calm";
}

/** `48 models, 24 of them starting; 30 of unknown price` */
function runningNote({ running: now }: ReportContents): string {
  const unpriced = [...now.unpriced.values()].reduce((sum, each) => sum + each, 0);
  return [
    `${count(now.count, "model")}${now.starting > 0 ? `, ${formatted(now.starting)} of them starting` : ""}`,
    ...(unpriced > 0 ? [`${formatted(unpriced)} of unknown price are not in it`] : []),
  ].join("; ");
}

/** `2 without units in service, 17 never run` */
function wastedNote(sums: WastedSums): string {
  return sums.size === 0
    ? "none was found"
    : Array.from(sums, ([why, sum]) => `${formatted(sum.count)} ${WASTED[why]}`).join(", ");
}

const WASTED: Readonly<Record<WastedModel["why"], string>> = {
  "no units in service": "without units in service",
  "starting for hours": "starting for hours",
  "never run": "trained and never run",
};

/** The answers to the questions that are asked first. */
function tilesOf(contents: ReportContents): readonly Tile[] {
  const { summary, wasted, failures: failed, running: now } = contents;
  const { expected, complete } = summary.targets;
  const notAsked = { figure: "not asked", note: "needs --depth versions", mood: "calm" } as const;
  const isAsked = contents.hasModels;
  const idle = [...wasted.sums].filter(([why]) => why !== "never run").map(([, sum]) => sum);
  const idleMonthly = idle.reduce((sum, { usd }) => sum + usd, 0);
  return [
    {
      href: "#unknown",
      title: "Not known",
      figure: expected === complete ? "nothing" : `${formatted(expected - complete)} of ${formatted(expected)} places`,
      note: expected === complete ? `all ${count(expected, "place")} read` : "not read completely",
      mood: expected === complete && summary.outcome === "complete" ? "calm" : "bad",
    },
    {
      href: "#running",
      title: "Running now",
      ...(isAsked
        ? {
            figure:
              now.count > 0 && now.unpriced.size > 0 && now.monthly.least === 0
                ? count(now.count, "model")
                : `${now.unpriced.size > 0 ? "at least " : ""}${moneyRange(now.monthly)} a month`,
            note: runningNote(contents),
            mood: "calm",
          }
        : notAsked),
    },
    {
      href: "#waste",
      title: "No longer pays",
      ...(isAsked
        ? {
            figure: idleMonthly > 0 ? `${money(idleMonthly)} a month` : count(wasted.count, "model"),
            note: wastedNote(wasted.sums),
            mood: idle.length > 0 ? "bad" : "calm",
          }
        : notAsked),
    },
    {
      href: "#failures",
      title: "Failed",
      figure: formatted(failed.count),
      note: isAsked ? "models and datasets" : "datasets; models not asked",
      mood: failed.count > 0 ? "bad" : "calm",
    },
  ];
}
