import type { ProjectDescription } from "@aws-sdk/client-rekognition";
import { describeProjects$ } from "@rekognition-rx/core";
import { type Listed, type ProjectEvent, type Stale, watchProjects$ } from "@rekognition-rx/operators";
import {
  catchError,
  concat,
  connect,
  defer,
  exhaustMap,
  filter,
  from,
  ignoreElements,
  map,
  merge,
  mergeMap,
  type Observable,
  of,
  tap,
  throttleTime,
  timer,
} from "rxjs";
import type { Account } from "./account.js";
import { type ModelRow, modelsOf } from "./models-of.js";

/** What a watch reports about an account. */
export type AccountEvent =
  | ProjectEvent<ProjectDescription>
  | Listed
  | { readonly _tag: "Models"; readonly arn: string; readonly models: readonly ModelRow[] | null };

export interface WatchAccountOptions {
  /** Milliseconds between polls of the projects. */
  readonly every: number;
  /** The least milliseconds between rounds that read the models of each project. */
  readonly modelsEvery: number;
  readonly onModelsFailure: (error: unknown, arn: string) => void;
}

/**
 * Watches the projects of an account, and their models along with them. Never errors.
 *
 * For one subscription at a time: the next one goes on from what the previous one has reported.
 */
export function watchAccount$(
  account: Account,
  { every, modelsEvery, onModelsFailure }: WatchAccountOptions,
): Observable<AccountEvent> {
  const projects = describeProjects$(
    { client: account.client, perRequest: account.pageOfProjects },
    { Features: ["CUSTOM_LABELS", "CONTENT_MODERATION"] },
  );
  const known = new Map<string, ProjectDescription>();
  const modelsIn = (arn: string): Observable<AccountEvent> =>
    modelsOf(account, arn, (error) => onModelsFailure(error, arn)).pipe(
      catchError((error: unknown) => {
        onModelsFailure(error, arn);
        return of(null);
      }),
      map((models) => ({ _tag: "Models" as const, arn, models })),
    );
  const models$ = defer(() => from([...known.keys()]).pipe(mergeMap(modelsIn, MODELS_AT_ONCE)));
  return watchProjects$(projects, { every, known, listed: true }).pipe(
    tap((event) => apply(event, known)),
    connect((events$) =>
      merge(
        events$,
        events$.pipe(
          filter(({ _tag }) => _tag === "Listed"),
          throttleTime(modelsEvery),
          exhaustMap(() => models$),
        ),
      ),
    ),
    // `watchProjects$` fails if a request is wrong. A server still goes on: the cause may be repaired on the other side.
    catchError((error: unknown, again$) =>
      concat(of<Stale>({ _tag: "Stale", error, since: undefined }), timer(every).pipe(ignoreElements()), again$),
    ),
  );
}

function apply(event: ProjectEvent<ProjectDescription> | Listed, known: Map<string, ProjectDescription>): void {
  if (event._tag === "Added" || event._tag === "Changed") {
    known.set(event.arn, event.project);
  } else if (event._tag === "Removed") {
    known.delete(event.arn);
  }
}

const MODELS_AT_ONCE = 4;
