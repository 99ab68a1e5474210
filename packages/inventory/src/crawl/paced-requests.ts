import type { PageRequest } from "@rekognition-rx/core";
import { type LimiterRegistry, pacedByQuota, type PacedPerRequest } from "@rekognition-rx/operators";
import { isUnusableAnswer } from "../failures/is-unusable-answer.js";
import type { CrawlOptions } from "./crawl-options.js";
import type { FirstContact } from "./first-contact.js";

/** What paced requests share with each other. */
export interface PacedRequestsOptions {
  /** `undefined` for the limiters that all streams of the process share. */
  readonly limiters?: LimiterRegistry | undefined;
  readonly contact: FirstContact;
  readonly retry?: CrawlOptions["retry"];
  readonly onThrottle?: ((request: PageRequest | undefined) => void) | undefined;
}

/** Keeps the requests of an account and region within its quota, and repeats those that may still succeed. */
export function pacedRequests(
  scope: { readonly account: string; readonly region: string },
  { limiters, contact, retry, onThrottle }: PacedRequestsOptions,
): PacedPerRequest {
  return pacedByQuota(scope, {
    maxAttempts: MOST_ATTEMPTS,
    maxElapsed: LONGEST_PAGE,
    ...retry,
    registry: limiters,
    isRetryable: (error) => {
      const mayRetry = contact.failed(error) ? false : undefined;
      return retry?.isRetryable?.(error) ?? (isUnusableAnswer(error) ? true : mayRetry);
    },
    onRetry: (notice) => {
      if (notice.reason === "throttled") {
        onThrottle?.(notice.request);
      }
      retry?.onRetry?.(notice);
    },
  });
}

/** Attempts of a request, whatever its error: a nightly run outlives a minute without the service. */
const MOST_ATTEMPTS = 30;
/** Milliseconds for a page, with all its attempts. */
const LONGEST_PAGE = 180_000;
