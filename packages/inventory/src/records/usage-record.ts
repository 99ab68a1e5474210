/**
 * Since when a version is in service, from the metric `InServiceInferenceUnits` of CloudWatch, whose values are averages of
 * an hour. `DescribeProjectVersions` does not give it.
 *
 * All are `null` where there is no value of this hour and of the one before: the version is not in service, or not yet.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/rm-model-usage.html
 */
export interface UsageRecord {
  readonly _tag: "Usage";
  readonly versionArn: string;
  /**
   * The beginning of the last hours in a row with units in service, as ISO 8601 in UTC: at most an hour too early.
   * A stop that left a value in every hour is not seen. CloudWatch keeps 455 days: such an age means "at least".
   */
  readonly inServiceSince: string | null;
  /** The latest value. It is 0 where CloudWatch says so, and then the others are `null`. */
  readonly unitsInService: number | null;
  /**
   * Inference units x hours since `inServiceSince`. The first hour counts as a whole, the last one as far as it is over.
   */
  readonly unitHours: number | null;
}
