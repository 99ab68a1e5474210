import { HOURS_A_MONTH } from "../../../cost/running-cost.js";
import type { ReportContents } from "../contents.js";
import { html } from "../html.js";
import { NEVER_RUN_DAYS, STARTING_HOURS } from "../report-fold.js";
import { priceOf, time } from "../shown.js";
import type { Section } from "./section.js";

/** What every figure assumes. */
export const assumptions: Section = {
  id: "assumptions",
  title: "What these figures assume",
  body: (contents) => {
    const { summary, prices, depth } = contents;
    return html`<ul>
      <li>
        The run <code>${summary.runId}</code> began ${time(summary.startedAt)} and
        ${summary.endedAt === null ? "did not come to its end" : `ended ${time(summary.endedAt)}`}. It asked for
        ${depth.join(", ")}. What changed after a page was read is not in it.
      </li>
      <li>
        ${summary.outcome === "complete" ? "Everything that was asked for was read: sums are whole." : "Not everything could be read: every number of projects, datasets and models, and every sum, is “at least”."}
      </li>
      <li>
        Prices, in USD an inference unit and hour: ${pricesText(contents)}. The list is of ${prices.date}, from
        ${prices.source}; discounts, credits and taxes are in no sum. A price that is not known is not zero: the model
        is in no sum.
      </li>
      <li>
        A month is ${HOURS_A_MONTH} hours. A model is billed while it runs, for its inference units, whether it is used
        or not. A model that starts or stops is billed for its units in service. Here, a starting model counts as if it
        ran. If a model may scale up, a range is given.
      </li>
      <li>
        The service does not say since when a model runs. CloudWatch does, to the hour, if its metric could be read; it
        looks back 455 days. Otherwise, an earlier run in the same folder that saw it running counts. A time that is
        only a bound is shown as “at least since”. The cost so far is computed from the units that CloudWatch has
        measured, or else from the minimum of units that the model runs with.
      </li>
      <li>
        “No units in service” is what CloudWatch says of a running model. “Never run” is a model that was trained
        ${NEVER_RUN_DAYS} or more days ago and not started since. “Starting, and not started” is a model that an earlier
        run saw starting ${STARTING_HOURS} or more hours before.
      </li>
      <li>Training costs its billable hours; failed trainings are not billed.</li>
    </ul>`;
  },
};

function pricesText({ prices }: ReportContents): string {
  return Object.entries(prices.inferenceUnitHour)
    .map(([region, usd]) => `${region} ${priceOf(usd)}${prices.given.includes(region) ? " (given)" : ""}`)
    .join(", ");
}
