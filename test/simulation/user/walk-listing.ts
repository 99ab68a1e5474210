import type { DescribeProjectsCommandOutput, ProjectDescription as SdkProject } from "@aws-sdk/client-rekognition";
import { type ListingPosition, type PerRequest, ProjectDescription } from "@rekognition-rx/core";
import {
  decodeEither,
  decodeEntries,
  decodeProjects,
  decodeWith,
  flattenDatasets,
  flattenEntries,
  flattenLabels,
  flattenPolicies,
  flattenProjects,
  flattenVersions,
  type RetryBudget,
} from "@rekognition-rx/operators";
import { merge, type Observable, Subject, tap, timeout } from "rxjs";
import type { Layer, RetryLayer, WalkSpec } from "../program/program.js";
import { DATASET_ARN, PROJECT_ARN, projectName } from "../service/catalogue.js";
import type { CountingScheduler } from "../world/virtual-world.js";
import type { AnyCommand, AnyConfig, AnyListing, Library } from "./library.js";
import type { LimiterWatch } from "./limiter-watch.js";
import { DEAD_LETTER, type WalkWatch } from "./walk-watch.js";

/** What the walks of one world have in common. */
export interface Surroundings {
  readonly library: Library;
  readonly limiters: readonly LimiterWatch[];
  readonly budget: RetryBudget;
}

/** The user's own part in a walk: what it is told, and where it may do mischief. */
export interface WalkUser {
  readonly send: AnyConfig["client"]["send"];
  readonly checkpoint: (position: ListingPosition) => void;
  readonly withCommand: (command: AnyCommand) => AnyCommand;
}

/** The listing of a walk, as its program says; a new one each time, as in another process. */
export function listingOf(
  watch: WalkWatch,
  user: WalkUser,
  signals: { readonly own: AbortSignal | undefined; readonly send: AbortSignal | undefined },
  around: Surroundings,
  scheduler: CountingScheduler,
): AnyListing {
  const { spec } = watch;
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
    label: watch.name,
    signal: signals.own,
    ...(signals.send !== undefined && { sendOptions: { abortSignal: signals.send } }),
    perRequest,
    checkpoint: user.checkpoint,
    withCommand: user.withCommand,
  };
  let listing = library.list(spec.operation, config, Object.freeze(inputOf(spec)));
  for (const layer of spec.behind) {
    listing =
      layer.kind === "retryThrottled"
        ? library.retryThrottled(retryOptions(layer, around, scheduler))(listing)
        : library.restartOnExpiredToken({ maxRestarts: layer.maxRestarts })(listing);
  }
  return listing;
}

/** The stages behind the pages, for a subscriber. */
export function valuesOf(listing: AnyListing, watch: WalkWatch, library: Library): Observable<unknown> {
  const pages$ = listing.pipe(tap((page) => watch.pageDelivered(page)));
  const projects$ = pages$ as Observable<DescribeProjectsCommandOutput>;
  const { spec } = watch;
  switch (spec.items) {
    case "pages":
      return pages$;
    case "flatten":
      return flattened(pages$, spec);
    case "flattenDatasets":
      return projects$.pipe(flattenDatasets());
    case "flattenDatasets keepEmpty":
      return flattenDatasets({ keepEmpty: true })(flattenProjects()<SdkProject>(projects$));
    case "decodeProjects error":
      return projects$.pipe(decodeProjects());
    case "decodeProjects skip":
      return projects$.pipe(decodeProjects({ onInvalid: "skip" }));
    case "decodeProjects dead letter": {
      const deadLetters$ = new Subject<typeof DEAD_LETTER>();
      const decoded$ = projects$.pipe(
        decodeProjects({ onInvalid: () => deadLetters$.next(DEAD_LETTER) }),
        tap({ complete: () => deadLetters$.complete() }),
      );
      return merge(deadLetters$, decoded$);
    }
    case "decodeProjects, flattenDatasets":
      return projects$.pipe(decodeProjects({ onInvalid: "skip" }), flattenDatasets());
    case "flattenProjects, decodeWith":
      return projects$.pipe(flattenProjects(), decodeWith(ProjectDescription));
    case "flattenProjects, decodeEither":
      return projects$.pipe(flattenProjects(), decodeEither(ProjectDescription));
    case "projectsNotFound":
      return projects$.pipe(library.projectsNotFound((spec.names ?? []).map(projectName)));
    case "decodeEntries":
      return pages$.pipe(decodeEntries());
  }
}

function flattened(pages$: Observable<object>, { operation }: WalkSpec): Observable<unknown> {
  switch (operation) {
    case "DescribeProjects":
      return pages$.pipe(flattenProjects());
    case "DescribeProjectVersions":
      return pages$.pipe(flattenVersions());
    case "ListDatasetEntries":
      return pages$.pipe(flattenEntries());
    case "ListDatasetLabels":
      return pages$.pipe(flattenLabels());
    case "ListProjectPolicies":
      return pages$.pipe(flattenPolicies());
  }
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
