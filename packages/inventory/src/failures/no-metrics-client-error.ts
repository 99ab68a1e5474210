/** The usage of models is asked for, but the target has no client for CloudWatch. */
export class NoMetricsClientError extends Error {
  readonly _tag = "NoMetricsClientError";

  constructor() {
    super(
      "the target has no client for GetMetricData; give it a CloudWatch client as `metrics`, or leave usage out of the depth",
    );
    this.name = "NoMetricsClientError";
  }
}
