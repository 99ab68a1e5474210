import type { PerRequest } from "@rekognition-rx/core";
import type { RetryBudget } from "@rekognition-rx/operators";
import { type Observable, timeout } from "rxjs";
import type { LimiterWatch } from "../oracle/limiter-watch.js";
import type { WalkFacts } from "../oracle/walk-facts.js";
import type { Layer, RetryLayer, WalkSpec } from "../program/program.js";
import { DATASET_ARN, PROJECT_ARN, projectName } from "../service/catalogue.js";
import type { CountingScheduler } from "../world/virtual-world.js";
import type { AnyConfig, AnyListing, Library } from "./library.js";
import type { WalkUser } from "./walk-user.js";

/** What the walks of one world have in common. */
export interface Surroundings {
  readonly library: Library;
  readonly limiters: readonly LimiterWatch[];
  readonly budget: RetryBudget;
}

/** The listing of a walk, as its program says; a new one each time, as in another process. */
export function listingOf(
  { name, spec }: WalkFacts,
  user: WalkUser,
  signals: { readonly own: AbortSignal | undefined; readonly send: AbortSignal | undefined },
  around: Surroundings,
  scheduler: CountingScheduler,
): AnyListing {
  const { library } = around;
  const perRequest: PerRequest<object> | undefined =
    spec.perRequest === undefined
      ? undefined
      : (page$, request) =>
          spec.perRequest?.reduce<Observable<object>>(
            (wrapped, layer) => applied(layer, wrapped, request, around, scheduler),
            page$,
          ) ?? page$;
  const config: AnyConfig = {
    client: { send: user.send },
    pageSize: spec.pageSize,
    prefetch: spec.prefetch,
    maxPages: spec.maxPages,
    onRepeatedToken: spec.onRepeatedToken,
    label: name,
    signal: signals.own,
    ...(signals.send !== undefined && { sendOptions: { abortSignal: signals.send } }),
    perRequest,
    checkpoint: user.checkpoint,
    withCommand: user.withCommand,
  };
  let listing = library.list(spec.operation, config, Object.freeze(inputOf(spec)));
  for (const layer of spec.onListing) {
    listing =
      layer.kind === "retryThrottled"
        ? library.retryThrottled(retryOptions(layer, around, scheduler))(listing)
        : library.restartOnExpiredToken({ maxRestarts: layer.maxRestarts })(listing);
  }
  return listing;
}

function inputOf({ operation, names }: WalkSpec): object {
  switch (operation) {
    case "DescribeProjects":
      return names === undefined ? {} : { ProjectNames: Object.freeze(names.map(projectName)) };
    case "DescribeProjectVersions":
    case "ListProjectPolicies":
      return { ProjectArn: PROJECT_ARN };
    case "ListDatasetEntries":
    case "ListDatasetLabels":
      return { DatasetArn: DATASET_ARN };
  }
}

function applied(
  layer: Layer,
  page$: Observable<object>,
  request: Parameters<PerRequest<object>>[1],
  around: Surroundings,
  scheduler: CountingScheduler,
): Observable<object> {
  const { library, limiters, budget } = around;
  switch (layer.kind) {
    case "retryThrottled":
      return page$.pipe(library.retryThrottled(retryOptions(layer, around, scheduler)));
    case "rateLimit":
      return page$.pipe(library.rateLimit(at(limiters, layer.limiter)));
    case "paced": {
      const { maxAttempts, jitter } = layer;
      const options = { maxAttempts, scheduler, random: () => jitter, budget: layer.budget ? budget : undefined };
      return library.paced(at(limiters, layer.limiter), options)(page$, request);
    }
    case "timeout":
      return page$.pipe(timeout({ each: layer.ms, scheduler }));
    case "nothing":
      return page$;
  }
}

function retryOptions(
  { maxAttempts, maxElapsed, jitter, ...layer }: RetryLayer,
  { budget, limiters }: Surroundings,
  scheduler: CountingScheduler,
): Parameters<Library["retryThrottled"]>[0] {
  return {
    maxAttempts,
    maxElapsed,
    scheduler,
    random: () => jitter,
    budget: layer.budget ? budget : undefined,
    limiter: layer.limiter === undefined ? undefined : at(limiters, layer.limiter),
  };
}

function at<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) {
    throw new RangeError(`the program has no limiter ${index}`);
  }
  return found;
}
