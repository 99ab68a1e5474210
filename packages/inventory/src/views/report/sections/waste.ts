import { hoursBetween } from "../../../cost/hours-between.js";
import { count, formatted } from "../../../text/count.js";
import type { ReportContents, WastedModel, WastedSum, WastedSums } from "../contents.js";
import { dataTable } from "../data-table.js";
import { type Html, html } from "../html.js";
import { age, money } from "../shown.js";
import { modelColumns } from "./model-columns.js";
import { exportWith, ifModelsAsked, type Section } from "./section.js";

/** What costs money, or has cost money, for nothing. */
export const waste: Section = {
  id: "waste",
  title: "What no longer pays",
  body: (contents) =>
    ifModelsAsked(contents, () => {
      const { sums } = contents.wasted;
      const text =
        sums.size === 0
          ? html`<p>No model was found that costs money for nothing.</p>`
          : html`<p>${sumsText(sums)}</p>`;
      return html`${text} ${sums.size === 0 ? null : table(contents)} ${unmeasured(contents)}`;
    }),
};

/** `2 models run for nothing, a month: $5,840. 17 models are trained and were never run, which costs nothing now; ...` */
function sumsText(sums: WastedSums): string {
  const sentences: readonly (readonly [WastedModel["why"], (sum: WastedSum) => string])[] = [
    [
      "no units in service",
      (sum) => `${count(sum.count, "model runs", "models run")} without units in service, a month: ${usdOf(sum)}.`,
    ],
    [
      "starting for hours",
      (sum) => `${count(sum.count, "model has", "models have")} been starting for hours, a month: ${usdOf(sum)}.`,
    ],
    [
      "never run",
      (sum) =>
        `${count(sum.count, "model is trained and was", "models are trained and were")} never run, which costs nothing now; ` +
        `their training has cost ${usdOf(sum)}.`,
    ],
  ];
  return sentences
    .flatMap(([why, sentence]) => {
      const sum = sums.get(why);
      return sum === undefined ? [] : [sentence(sum)];
    })
    .join(" ");
}

function usdOf({ count: models, usd, unknown }: WastedSum): string {
  if (unknown === models) {
    return "what is not known";
  }
  return `${money(usd)}${unknown === 0 ? "" : ` (what ${formatted(unknown)} of them cost is not known)`}`;
}

/**
 * Says for how many models it is not known whether they are wasted. Otherwise a reader would take them for models in
 * use.
 */
function unmeasured(contents: ReportContents): Html {
  const { running, depth, wasted } = contents;
  if (running.unmeasured > 0) {
    const how = depth.includes("usage") ? html`section 1 says why` : exportWith(contents, "usage");
    return html`<p class="unasked">
      Of ${count(running.unmeasured, "running model")} it is not known whether units are in service: ${how}.
    </p>`;
  }
  const isChecked = running.count > running.starting && !wasted.sums.has("no units in service");
  return isChecked ? html`<p>Every running model that was found has units in service.</p>` : html``;
}

function table(contents: ReportContents): Html {
  const { items, count: models } = contents.wasted;
  return dataTable<WastedModel>({
    id: "wasted-models",
    caption: "Models that no longer pay, dearest first",
    rows: items,
    count: models,
    columns: [
      ...modelColumns<WastedModel>(contents, ({ version }) => version),
      { title: "Why", cell: (row) => REASONS[row.why] },
      {
        title: "For",
        isNumber: true,
        cell: ({ since }) =>
          since === null ? ["not known", ""] : [age(since, contents.until), hoursBetween(since, contents.until)],
      },
      {
        title: "A month",
        isNumber: true,
        cell: (row) => (row.why === "never run" ? ["nothing", 0] : amount(row.monthly)),
      },
      {
        title: "Its training",
        isNumber: true,
        cell: (row) => (row.why === "never run" ? amount(row.training) : ["", ""]),
      },
      { title: "What to do", cell: (row) => ADVICE[row.why] },
    ],
  });
}

function amount(usd: number | null): readonly [string, number | string] {
  return usd === null ? ["not known", ""] : [money(usd), usd];
}

const REASONS: Readonly<Record<WastedModel["why"], string>> = {
  "no units in service": "running, with no units in service",
  "starting for hours": "starting, and not started",
  "never run": "trained, and never run",
};

const ADVICE: Readonly<Record<WastedModel["why"], string>> = {
  "no units in service": "CloudWatch has measured no unit in service: stop it, unless it still answers requests.",
  "starting for hours": "Stop it, start it again; if it stays so, open a case with AWS Support.",
  "never run": "Run it, or delete it.",
};
