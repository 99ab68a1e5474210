import type { DescribeProjectsCommandOutput } from "@aws-sdk/client-rekognition";
import { describeProjects$, type Listing } from "@rekognition-rx/core";
import { retryThrottled, type RetryThrottledOptions } from "@rekognition-rx/operators";
import { tap, timeout } from "rxjs";
import { EmptyAnswerError, isEmptyAnswerError } from "./empty-answer-error.js";
import type { ProjectPagesOptions } from "./project-pages-options.js";

/** Every project of an account and region, of both features, page by page, each request retried where it failed. */
export function projectPages$({
  client,
  retry = {},
  signal,
}: ProjectPagesOptions): Listing<DescribeProjectsCommandOutput> {
  return describeProjects$(
    {
      client,
      signal,
      // While a page is written, the next one is under way.
      prefetch: 1,
      perRequest: (page$, { index }) =>
        page$.pipe(
          // A connection that died without a word would otherwise be waited for until someone looks.
          timeout(REQUEST_TIMEOUT),
          tap(refuseEmptyAnswer),
          retryThrottled({ maxAttempts: 10, ...retry, isRetryable: (error) => isRetryable(error, index, retry) }),
        ),
    },
    // The service's default leaves adapters out, silently.
    { Features: ["CUSTOM_LABELS", "CONTENT_MODERATION"] },
  );
}

/** Milliseconds. */
const REQUEST_TIMEOUT = 60_000;

function refuseEmptyAnswer(page: DescribeProjectsCommandOutput): void {
  if (page.ProjectDescriptions === undefined && (page.NextToken ?? "") === "") {
    throw new EmptyAnswerError();
  }
}

function isRetryable(error: unknown, index: number, retry: RetryThrottledOptions): boolean | undefined {
  const overruled = retry.isRetryable?.(error);
  if (overruled !== undefined) {
    return overruled;
  }
  if (isEmptyAnswerError(error)) {
    return true;
  }
  // Before the first answer an address that does not resolve is a wrong one: nobody wants to wait for it.
  return index === 0 && isUnreachable(error) ? false : undefined;
}

function isUnreachable(error: unknown): boolean {
  return error instanceof Error && "code" in error && UNREACHABLE.has(String(error.code));
}

const UNREACHABLE: ReadonlySet<string> = new Set(["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED"]);
