import { count, formatted } from "../../../text/count.js";
import type { ReportContents, WastedModel } from "../contents.js";
import { dataTable } from "../data-table.js";
import { html } from "../html.js";
import { age, money } from "../shown.js";
import { accountOf, ifAsked, type Section } from "./section.js";

/** What costs, or has cost, and does nothing for it. */
export const waste: Section = {
  id: "waste",
  title: "What no longer pays",
  body: (contents) =>
    ifAsked(contents, "versions", "models", () => {
      const { wasted, depth } = contents;
      const units = depth.includes("usage")
        ? html`${wasted.items.some(({ why }) => why === "no units in service") ? null : html`<p>No running model was found without units in service.</p>`}`
        : html`<p class="unasked">
            Whether running models have units in service is not known: export with
            <code>--depth ${[...depth, "usage"].join(",")}</code>.
          </p>`;
      return wasted.count === 0
        ? html`<p>No model was found that costs money for nothing.</p>
            ${units}`
        : html`<p>${sumsText(wasted.items)}</p>
            ${table(contents)}${units}`;
    }),
};

/** `2 models run for nothing: $5,840 a month. 17 are trained and were never run: their training has cost $16.95, 10 not known.` */
function sumsText(wasted: readonly WastedModel[]): string {
  const idle = wasted.filter(({ why }) => why !== "never run");
  const unused = wasted.filter(({ why }) => why === "never run");
  return [
    ...(idle.length === 0
      ? []
      : [
          `${count(idle.length, "model runs or starts", "models run or start")} for nothing, a month: ${sumOf(idle, "monthly")}.`,
        ]),
    ...(unused.length === 0
      ? []
      : [
          `${count(unused.length, "model is trained and was", "models are trained and were")} never run, which costs nothing now; their training has cost ${sumOf(unused, "training")}.`,
        ]),
  ].join(" ");
}

function sumOf(models: readonly WastedModel[], member: "monthly" | "training"): string {
  const unknown = models.filter((model) => model[member] === null).length;
  if (unknown === models.length) {
    return "what is not known";
  }
  const usd = models.reduce((total, model) => total + (model[member] ?? 0), 0);
  return `${money(usd)}${unknown === 0 ? "" : ` (what ${formatted(unknown)} of them cost is not known)`}`;
}

function table(contents: ReportContents): ReturnType<typeof html> {
  const { items, count: models } = contents.wasted;
  return dataTable<WastedModel>({
    id: "wasted-models",
    caption: "Models that no longer pay, dearest first",
    rows: items,
    count: models,
    columns: [
      { title: "Model", cell: ({ version }) => version.name },
      { title: "Project", cell: ({ version }) => version.projectName },
      { title: "Account", cell: ({ version }) => accountOf(contents, version.accountId) },
      { title: "Region", isShort: true, cell: ({ version }) => version.region },
      { title: "Why", cell: (row) => REASONS[row.why] },
      {
        title: "For",
        isNumber: true,
        cell: ({ since }) =>
          since === null
            ? ["not known", ""]
            : [age(since, contents.until), Date.parse(contents.until) - Date.parse(since)],
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
  "no units in service": "Stop it; if it is needed, start it again.",
  "starting for hours": "Stop it, start it again; if it stays so, open a case with AWS Support.",
  "never run": "Run it, or delete it.",
};
