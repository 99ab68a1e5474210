import { count, formatted } from "../../../text/count.js";
import type { Charts } from "../charts.js";
import type { ReportContents, RunningModel } from "../contents.js";
import { type Cell, dataTable } from "../data-table.js";
import { Html, html } from "../html.js";
import { money, moneyRange, time, unitsRange } from "../shown.js";
import { modelColumns } from "./model-columns.js";
import { accountOf, ifModelsAsked, type Section } from "./section.js";

/** What costs money now, dearest first. */
export const running: Section = {
  id: "running",
  title: "Running now",
  body: (contents, charts) =>
    ifModelsAsked(contents, () => {
      const { running } = contents;
      return running.count === 0
        ? html`<p>No model is running${contents.summary.outcome === "complete" ? "" : ", as far as is known"}.</p>`
        : html`<p>${sumsText(contents)}</p>
            ${monthlyChart(contents, charts)} ${table(contents)}`;
    }),
};

/** `3 models, $8,760 to $14,600 a month; at least $1,204 so far.` */
function sumsText({ running }: ReportContents): string {
  const { count: models, starting, monthly, soFar, unpriced } = running;
  const unpricedModels = [...unpriced.values()].reduce((sum, each) => sum + each, 0);
  const priced = models - unpricedModels;
  const which = `${count(models, "model")}${starting > 0 ? `, ${formatted(starting)} of them only starting, which cost as much as soon as they run` : ""}`;
  const sums = `${moneyRange(monthly)} a month; ${soFar.isAtLeast ? "at least " : ""}${money(soFar.usd)} so far`;
  const regions = [...unpriced.keys()].toSorted();
  return [
    `${which}${priced === 0 ? "" : `: ${sums}`}.`,
    ...(unpricedModels === 0
      ? []
      : [
          `${count(unpricedModels, "model is", "models are")} in no sum, since the price is not known in ${regions.join(" and ")}: ` +
            `give it with --price ${regions.map((region) => `${region}=4.00`).join(",")}, say.`,
        ]),
  ].join(" ");
}

function monthlyChart(contents: ReportContents, charts: Charts): Html | null {
  const accounts = [...contents.monthlyByAccount].toSorted(([, a], [, b]) => b - a);
  if (accounts.length < 2) {
    return null;
  }
  const title = `USD a month by account, at least${accounts.length > SHOWN ? `: the dearest ${SHOWN}` : ""}`;
  const bars = accounts
    .slice(0, SHOWN)
    .map(([account, usd]) => ({ label: accountOf(contents, account), value: usd, shown: money(usd) }));
  return html`<figure>
    <figcaption>${title}</figcaption>
    ${new Html(charts.bars({ id: "monthly", title, bars }))}
  </figure>`;
}

const SHOWN = 10;

function table(contents: ReportContents): Html {
  const { items, count: models } = contents.running;
  return dataTable<RunningModel>({
    id: "running-models",
    caption: "Models that run, dearest first",
    rows: items,
    count: models,
    columns: [
      ...modelColumns<RunningModel>(contents, ({ version }) => version),
      { title: "Status", isShort: true, cell: ({ version }) => version.status ?? "" },
      { title: "Units", isNumber: true, cell: ({ cost }) => [unitsRange(cost.units), cost.units.least] },
      { title: "Since", cell: sinceCell },
      {
        title: "So far",
        isNumber: true,
        cell: ({ cost: { soFar } }) =>
          soFar === null ? ["not known", ""] : [`${soFar.isAtLeast ? "at least " : ""}${money(soFar.usd)}`, soFar.usd],
      },
      {
        title: "A month",
        isNumber: true,
        cell: ({ cost: { monthly } }) => (monthly === null ? ["not known", ""] : [moneyRange(monthly), monthly.least]),
      },
    ],
  });
}

function sinceCell({ cost: { since } }: RunningModel): Cell {
  if (since === null) {
    return ["not known", ""];
  }
  const by = since.source === "earlier run" ? "an earlier run" : BY_CLOUDWATCH[since.isAtLeast ? "atLeast" : "exactly"];
  return [`${since.isAtLeast ? "at least since " : ""}${time(since.at)} (${by})`, since.at];
}

const BY_CLOUDWATCH = { exactly: "CloudWatch", atLeast: "CloudWatch looks back 455 days" } as const;
