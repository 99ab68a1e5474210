/** The usage of models is asked for, and the target has no client to ask CloudWatch with. */
export class NoMetricsClientError extends Error {
  readonly _tag = "NoMetricsClientError";

  constructor() {
    super(
      "GetMetricData has nobody to send it; give the target a CloudWatch client as `metrics`, or leave usage out of the depth",
    );
    this.name = "NoMetricsClientError";
  }
}
