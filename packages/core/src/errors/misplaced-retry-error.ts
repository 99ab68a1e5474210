import { excerpt } from "./excerpt.js";

/**
 * `retryThrottled` was placed where it could only repeat values: after an operator, on a stream that had already emitted.
 *
 * The failure that it should have retried is the `cause`.
 * Put `retryThrottled` directly after the listing, or into the listing's `perRequest`.
 */
export class MisplacedRetryError extends Error {
  readonly _tag = "MisplacedRetryError";

  constructor(fields: { readonly cause: unknown }) {
    const { cause } = fields;
    const why = excerpt(cause, 500);
    super(
      `retryThrottled cannot retry here, because the stream has already emitted and a new subscription would repeat it ` +
        `(the failure was ${why}); move retryThrottled directly after the listing, or into its perRequest`,
      { cause },
    );
    this.name = "MisplacedRetryError";
  }
}

/** Whether a value is a {@link MisplacedRetryError}, of this copy of the package or another. */
export function isMisplacedRetryError(value: unknown): value is MisplacedRetryError {
  return value instanceof Error && "_tag" in value && value._tag === "MisplacedRetryError";
}
