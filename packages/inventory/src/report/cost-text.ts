import { HOURS_A_MONTH } from "../cost/running-cost.js";
import { count, formatted } from "../text/count.js";
import { cut } from "../text/cut.js";
import { itemText } from "../text/item-text.js";
import { oneLine } from "../text/one-line.js";
import type { ReportContents, RunningModel, WastedModel, WastedSum } from "../views/report/contents.js";
import { hoursOf, money, moneyRange, priceOf, time, unitsRange } from "../views/report/shown.js";
import { painter } from "./paint.js";
import { newTable, tableText } from "./plain-table.js";
import { missingLines } from "./summary-text.js";

/** What a run's models cost, for a person, in 80 columns, as whole lines. Without colours it has no control characters. */
export function costText(contents: ReportContents, colors: boolean): string {
  const paint = painter(colors);
  const { lacking, running, summary } = contents;
  const missing = lacking.filter(({ isMissing }) => isMissing);
  const { invalid = 0 } = summary.counts;
  const blocks = [
    [
      paint("bold", headline(contents)),
      itemText(`as of ${time(contents.until)}, by the run ${oneLine(summary.runId)}`, 0),
    ].join("\n"),
    running.count === 0 ? "" : runningTable(contents),
    [
      ...startingLines(contents),
      ...sinceLines(contents),
      ...unpricedLines(contents),
      ...wasteLines(contents),
      ...trainingLines(contents),
    ].join("\n"),
    invalid === 0
      ? ""
      : paint(
          "yellow",
          `${count(invalid, "record")} could not be read, models or what they belong to; invalid.ndjson says why`,
        ),
    missing.length === 0 ? "" : [paint("yellow", "Not complete"), ...missingLines(missing)].join("\n"),
    priceLines(contents),
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

/** `at least $5,840 a month for 2 of 3 models that run or start` */
function headline({ running, summary }: ReportContents): string {
  const isWhole = summary.outcome === "complete";
  const { count: models, monthly, unpriced } = running;
  const priced = models - unpricedOf(unpriced);
  const which = count(models, "model that runs or starts", "models that run or start");
  if (models === 0) {
    return `no model runs${isWhole ? "" : ", as far as is known"}`;
  }
  return priced === 0
    ? `what ${which} cost is not known`
    : `${isWhole ? "" : "at least "}${moneyRange(monthly)} a month for ${priced === models ? "" : `${formatted(priced)} of `}${which}`;
}

function runningTable(contents: ReportContents): string {
  const { running } = contents;
  const table = newTable({ colAligns: ["right", "right", "right", "left"] });
  table.push(["A month", "So far", "Units", "Model"]);
  for (const { version, cost } of running.items.slice(0, SHOWN)) {
    table.push([
      cost.monthly === null ? "not known" : moneyRange(cost.monthly),
      soFarOf(cost),
      unitsRange(cost.units),
      [modelOf(version), ...placeOf(contents, version)].join("\n"),
    ]);
  }
  const more = running.count - Math.min(SHOWN, running.items.length);
  return tableText(table) + (more > 0 ? `\n  ... and ${formatted(more)} more, which cost less; --json has them` : "");
}

/** Where a model is, and whether it is only starting. */
function placeOf(
  { accountNames }: ReportContents,
  { accountId, region, status }: RunningModel["version"],
): readonly string[] {
  const name = accountNames.get(accountId);
  return [
    ...(name === undefined ? [] : [cut(oneLine(name), MODEL_WIDTH)]),
    `${oneLine(`${accountId} ${region}`)}${status === "STARTING" ? ", starting" : ""}`,
  ];
}

/**
 * The name of a model, after the name of its project unless it contains that. It is broken if it is longer than its
 * column.
 */
function modelOf({ projectName, name }: RunningModel["version"]): string {
  const whole = oneLine(name.includes(projectName) ? name : `${projectName} ${name}`);
  return whole.replaceAll(new RegExp(`.{${MODEL_WIDTH}}(?=.)`, "gu"), "$&\n");
}

/** The columns that are left of 80, after those for a range of dollars, a sum and a range of units. */
const MODEL_WIDTH = 34;

function soFarOf({ soFar }: RunningModel["cost"]): string {
  return soFar === null ? "not known" : `${soFar.isAtLeast ? ">= " : ""}${money(soFar.usd)}`;
}

/** `24 run: $174,543 a month; 30 only start: $256,449, as soon as they run` */
function startingLines({ running }: ReportContents): readonly string[] {
  const { count: models, starting, monthly, startingMonthly } = running;
  if (starting === 0 || starting === models) {
    return [];
  }
  const run = { least: monthly.least - startingMonthly.least, most: monthly.most - startingMonthly.most };
  return [
    itemText(
      `${formatted(models - starting)} of them run: ${moneyRange(run)} a month; ${formatted(starting)} only start: ${moneyRange(startingMonthly)}, as soon as they run. ` +
        "A start takes half an hour: the next run reports models that start for longer",
      0,
    ),
  ];
}

function sinceLines({ running, depth }: ReportContents): readonly string[] {
  if (running.count === 0) {
    return [];
  }
  const unknown = running.items.filter(({ cost }) => cost.since === null).length;
  const sources = new Set(running.items.map(({ cost }) => cost.since?.source ?? "nobody"));
  const said = [
    ...(sources.has("CloudWatch") ? ["CloudWatch says since when models run, to the hour"] : []),
    ...(running.items.some(({ cost }) => cost.soFar?.isAtLeast === true)
      ? [">= means at least: CloudWatch looks back 455 days, and an earlier run only knows when it saw the model run"]
      : []),
    ...(unknown === 0
      ? []
      : [
          `since when ${count(unknown, "model runs or starts", "models run or start")} is not known${depth.includes("usage") ? ": neither CloudWatch nor an earlier run says it" : "; export with --depth versions,usage, or again later"}`,
        ]),
  ];
  return said.map((each) => itemText(each, 0));
}

function unpricedLines({ running }: ReportContents): readonly string[] {
  const regions = [...running.unpriced.keys()].toSorted();
  const models = unpricedOf(running.unpriced);
  return models === 0
    ? []
    : [
        itemText(
          `${count(models, "model is", "models are")} in no sum, as the price of ${regions.join(", ")} is not known; ` +
            `give it with --price ${regions[0]}=USD`,
          0,
        ),
      ];
}

function wasteLines({ wasted }: ReportContents): readonly string[] {
  return Array.from(wasted.sums, ([why, sum]) => itemText(WASTE[why](sum), 0));
}

const WASTE: Readonly<Record<WastedModel["why"], (sum: WastedSum) => string>> = {
  "no units in service": (sum) =>
    `${count(sum.count, "model runs", "models run")} without units in service: ${usdOf(sum)} a month`,
  "starting for hours": (sum) =>
    `${count(sum.count, "model has", "models have")} been starting for hours: ${usdOf(sum)} a month`,
  "never run": (sum) =>
    `${count(sum.count, "model is trained and was", "models are trained and were")} never run; the training has cost ${usdOf(sum)}`,
};

function usdOf({ count: models, usd, unknown }: WastedSum): string {
  return unknown === models ? "an unknown amount" : `${unknown === 0 ? "" : "at least "}${money(usd)}`;
}

function trainingLines({ training }: ReportContents): readonly string[] {
  const { hours, usd, unpricedHours } = training;
  if (hours === 0) {
    return [];
  }
  const priced = hours - unpricedHours;
  const parts = [
    ...(priced > 0 ? [`${money(usd)} for ${hoursOf(priced)}`] : []),
    ...(unpricedHours > 0 ? [`${hoursOf(unpricedHours)} where its price is not known`] : []),
  ];
  return [itemText(`training, in all: ${parts.join(", and ")}`, 0)];
}

function priceLines({ prices }: ReportContents): string {
  const known = Object.entries(prices.inferenceUnitHour)
    .map(([region, usd]) => `${region} ${priceOf(usd)}${prices.given.includes(region) ? " (given)" : ""}`)
    .join(", ");
  return itemText(
    `Prices per inference unit and hour: ${known}; the list is of ${prices.date}, from ${prices.source}. A month is ${HOURS_A_MONTH} hours.`,
    0,
  );
}

function unpricedOf(unpriced: ReadonlyMap<string, number>): number {
  return [...unpriced.values()].reduce((sum, each) => sum + each, 0);
}

const SHOWN = 20;
