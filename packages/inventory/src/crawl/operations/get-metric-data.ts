import type { GetMetricDataCommandInput, GetMetricDataCommandOutput } from "@aws-sdk/client-cloudwatch";
import { decodeErrorFrom, EmptyAnswerError, paginate$, parseProjectVersionArn, Timestamp } from "@rekognition-rx/core";
import { isLeft } from "fp-ts/lib/Either.js";
import { array, number, type } from "io-ts";
import { type Observable, tap } from "rxjs";
import { NoMetricsClientError } from "../../failures/no-metrics-client-error.js";
import { PartialAnswerError } from "../../failures/partial-answer-error.js";
import { invalidRecord } from "../../records/invalid-record.js";
import type { CrawledOperation, PageContents, PagesRequest, ReadPage } from "./crawled-operation.js";
import { hasNext } from "./has-next.js";
import { metricWindow, type MetricWindow, usageOf } from "./usage-of.js";

/**
 * The usage of a version. It follows from all values together: so the walk has one page, however many answers it takes.
 */
export const getMetricData: CrawledOperation = {
  operation: "GetMetricData",
  depths: ["usage"],
  parent: "version",
  // CloudWatch has no resources that a policy could name.
  permission: { action: "cloudwatch:GetMetricData", resource: "*" },
  async *pages(request): AsyncGenerator<ReadPage, void, undefined> {
    const { parentArn: versionArn, now } = request;
    const parts = parseProjectVersionArn(versionArn);
    // Cannot happen: decoding has checked the ARN of the version already, with the same grammar.
    if (isLeft(parts)) {
      throw parts.left;
    }
    const { projectName, versionName, createdAt } = parts.right;
    // An earlier version of the same name may have left values. Values from before the creation are not asked for.
    const window = metricWindow(createdAt?.getTime(), now());
    const values = await valuesOf(request, inputFor({ projectName, versionName }, window));
    yield { ...read(values, versionArn, window), resumeToken: "", isLast: true };
  },
};

/**
 * The query of the Custom Labels guide: hourly averages. It is billed as one query, however long the time is.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/rm-model-usage.html
 */
function inputFor(
  { projectName, versionName }: { readonly projectName: string; readonly versionName: string },
  { start, end }: MetricWindow,
): GetMetricDataCommandInput {
  return {
    MetricDataQueries: [
      {
        Id: QUERY,
        MetricStat: {
          Metric: {
            Namespace: "AWS/Rekognition",
            MetricName: "InServiceInferenceUnits",
            Dimensions: [
              { Name: "ProjectName", Value: projectName },
              { Name: "VersionName", Value: versionName },
            ],
          },
          Period: 3_600,
          Stat: "Average",
        },
      },
    ],
    StartTime: start,
    EndTime: end,
  };
}

/** The values of all answers, each with its time. Values that are not as AWS documents them are among them. */
async function valuesOf(request: PagesRequest, input: GetMetricDataCommandInput): Promise<readonly unknown[]> {
  const { metrics: client, label, signal, parentArn, perRequest } = request;
  if (client === undefined) {
    throw new NoMetricsClientError();
  }
  // Loaded only if usage is asked for.
  const { GetMetricDataCommand } = await import("@aws-sdk/client-cloudwatch");
  const answers = paginate$(
    {
      client,
      label,
      signal,
      perRequest: (page$, pageRequest) =>
        perRequest(page$.pipe(tap(refuseUnusable)), {
          ...pageRequest,
          resource: parentArn,
        }) as Observable<GetMetricDataCommandOutput>,
    },
    GetMetricDataCommand,
    input,
  );
  const values: unknown[] = [];
  for await (const answer of answers) {
    values.push(...pointsIn(resultIn(answer)));
  }
  return values;
}

/** A metric without values still has a result. So an answer without a result does not say that there are no values. */
function refuseUnusable(answer: GetMetricDataCommandOutput): void {
  if (hasNext(answer)) {
    return;
  }
  const result = resultIn(answer);
  if (result === undefined) {
    throw new EmptyAnswerError({ operation: "GetMetricData", member: "MetricDataResults" });
  }
  const { StatusCode: status = "Complete" } = result;
  if (status !== "Complete") {
    throw new PartialAnswerError({ operation: "GetMetricData", status });
  }
}

function resultIn({ MetricDataResults: results }: GetMetricDataCommandOutput): MetricDataResult | undefined {
  return Array.isArray(results) ? results.find((result: MetricDataResult) => result.Id === QUERY) : undefined;
}

type MetricDataResult = NonNullable<GetMetricDataCommandOutput["MetricDataResults"]>[number];

/**
 * Values with their times. AWS documents two lists of the same length: if one is shorter, its missing members are
 * values that cannot be read.
 */
function pointsIn(result: MetricDataResult | undefined): readonly unknown[] {
  const { Timestamps: times = [], Values: values = [] } = result ?? {};
  return Array.isArray(times) && Array.isArray(values)
    ? Array.from({ length: Math.max(times.length, values.length) }, (_, at): unknown => ({
        Timestamp: times[at] as unknown,
        Value: values[at] as unknown,
      }))
    : [result];
}

function read(values: readonly unknown[], versionArn: string, window: MetricWindow): PageContents {
  const decoded = Points.decode(values);
  return isLeft(decoded)
    ? { records: [], invalid: [invalidRecord(decodeErrorFrom(decoded.left), values)] }
    : { records: [usageOf(versionArn, decoded.right, window)], invalid: [] };
}

const Points = array(type({ Timestamp, Value: number }));

/** The id that we give to the only query. */
const QUERY = "units";
