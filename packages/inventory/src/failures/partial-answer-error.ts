/**
 * CloudWatch answered 200, but says that values are missing, and gives no token that leads to them.
 *
 * If the answer were taken as complete, a gap would look like a model that was stopped and started again.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataResult.html
 */
export class PartialAnswerError extends Error {
  readonly _tag = "PartialAnswerError";
  readonly operation: string;

  constructor({ operation, status }: { readonly operation: string; readonly status: string }) {
    super(`the answer to ${operation} is marked ${status} and has no token: values are missing`);
    this.name = "PartialAnswerError";
    this.operation = operation;
  }
}

/** Whether a value is a {@link PartialAnswerError}. */
export function isPartialAnswerError(value: unknown): value is PartialAnswerError {
  return value instanceof Error && "_tag" in value && value._tag === "PartialAnswerError";
}
