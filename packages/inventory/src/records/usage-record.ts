/**
 * Since when a version is in service, and with how many inference units. This comes from the metric
 * `InServiceInferenceUnits` of CloudWatch, whose values are hourly averages. `DescribeProjectVersions` does not give
 * it.
 *
 * All three values are `null` if there is no value for this hour or the one before: the version is not in service, or
 * not yet.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/rm-model-usage.html
 */
export interface UsageRecord {
  readonly _tag: "Usage";
  readonly versionArn: string;
  /**
   * The beginning of the latest unbroken row of hours with units in service, as ISO 8601 in UTC: at most an hour too
   * early. If the version was stopped for so short a time that every hour has a value, the stop is not seen. CloudWatch
   * keeps 455 days: an age of so many days means "at least".
   */
  readonly inServiceSince: string | null;
  /** The latest value. If it is 0, the other two are `null`. */
  readonly unitsInService: number | null;
  /**
   * Inference units x hours since `inServiceSince`. The hour that is not over yet counts as far as it has passed.
   */
  readonly unitHours: number | null;
}
