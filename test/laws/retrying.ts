import { withPerRequest } from "@rekognition-rx/core";
import { retryThrottled } from "@rekognition-rx/operators";
import { retry, type VirtualTimeScheduler } from "rxjs";
import type { FakeConfig } from "../arbitraries/fake-service.js";
import type { AnyListing, Subject } from "./subject.js";

/** A way to have the failed requests of a listing repeated. */
export interface Retrying {
  readonly name: string;
  /** How it gives up: after so many attempts with a RetriesExhaustedError, or with whatever came last. */
  readonly attempts?: "counted";
  list(
    subject: Subject,
    config: FakeConfig,
    input: object,
    clock: VirtualTimeScheduler,
    maxAttempts: number,
  ): AnyListing;
}

/** rxjs's own `retry`, around each request: no waits. */
export const retryInPerRequest: Retrying = {
  name: "retry in perRequest",
  list: (subject, config, input, _, maxAttempts) =>
    subject.list({ ...config, perRequest: (page$) => page$.pipe(retry(maxAttempts - 1)) }, input),
};

/** Every retry that carries on the walk. */
export const RETRIES: readonly Retrying[] = [
  retryInPerRequest,
  {
    name: "retry by withPerRequest",
    list: (subject, config, input, _, maxAttempts) =>
      withPerRequest(subject.list(config, input), (page$) => page$.pipe(retry(maxAttempts - 1))),
  },
  {
    name: "retryThrottled in perRequest",
    attempts: "counted",
    list: (subject, config, input, clock, maxAttempts) =>
      subject.list(
        {
          ...config,
          perRequest: (page$) => page$.pipe(retryThrottled({ maxAttempts, scheduler: clock, random: () => 1 })),
        },
        input,
      ),
  },
  {
    name: "retryThrottled after the listing",
    attempts: "counted",
    list: (subject, config, input, clock, maxAttempts) =>
      retryThrottled({ maxAttempts, scheduler: clock, random: () => 1 })(subject.list(config, input)),
  },
];
