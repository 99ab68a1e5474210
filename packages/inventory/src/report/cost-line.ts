import type { ReportContents } from "../views/report/contents.js";

/**
 * What a run's models cost, as a line of JSON: in USD, `null` if not known. `at_least` says that the run could not read
 * everything.
 */
export function costLine(contents: ReportContents): string {
  const { running, wasted, training, prices, summary, until } = contents;
  return `${JSON.stringify(
    {
      run_id: summary.runId,
      until,
      at_least: summary.outcome !== "complete",
      currency: "USD",
      monthly: running.monthly,
      starting: { count: running.starting, monthly: running.startingMonthly },
      so_far: { usd: running.soFar.usd, at_least: running.soFar.isAtLeast },
      running: running.items.map(({ version, cost }) => ({
        arn: version.arn,
        account_id: version.accountId,
        region: version.region,
        project_name: version.projectName,
        name: version.name,
        status: version.status,
        units: cost.units,
        monthly: cost.monthly,
        so_far: cost.soFar === null ? null : { usd: cost.soFar.usd, at_least: cost.soFar.isAtLeast },
        since:
          cost.since === null ? null : { at: cost.since.at, source: cost.since.source, at_least: cost.since.isAtLeast },
      })),
      running_count: running.count,
      unpriced: Object.fromEntries(running.unpriced),
      wasted: Array.from(wasted.sums, ([why, { count, usd, unknown }]) => ({ why, count, usd, unknown })),
      training: { hours: training.hours, usd: training.usd, unpriced_hours: training.unpricedHours },
      prices: {
        date: prices.date,
        source: prices.source,
        inference_unit_hour: prices.inferenceUnitHour,
        given: prices.given,
      },
    },
    toCents,
  )}\n`;
}

/** More digits would mean nothing in sums of money and of hours. */
function toCents(_: string, value: unknown): unknown {
  return typeof value === "number" ? Math.round(value * 100) / 100 : value;
}
