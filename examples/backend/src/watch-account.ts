import type { ProjectDescription } from "@aws-sdk/client-rekognition";
import { describeProjects$ } from "@rekognition-rx/core";
import { type ProjectEvent, type Stale, watchProjects$ } from "@rekognition-rx/operators";
import {
  catchError,
  concat,
  defer,
  exhaustMap,
  from,
  ignoreElements,
  map,
  merge,
  mergeMap,
  type Observable,
  of,
  Subject,
  tap,
  throttleTime,
  timer,
} from "rxjs";
import type { Account } from "./account.js";
import { type ModelRow, modelsOf } from "./models-of.js";

/** What is seen of an account. */
export type AccountEvent =
  /** A watch begins: it knows nothing, and reports every project as added. */
  | { readonly _tag: "Begun" }
  | ProjectEvent<ProjectDescription>
  /** A poll came to its end, and all that it found has been reported. */
  | Listed
  | { readonly _tag: "Models"; readonly arn: string; readonly models: readonly ModelRow[] | null };

interface Listed {
  readonly _tag: "Listed";
  /** When the poll began. */
  readonly at: Date;
}

export interface WatchAccountOptions {
  /** Milliseconds between polls of the projects. */
  readonly every: number;
  /** Milliseconds, at least, between rounds in which each project is asked for its models. */
  readonly modelsEvery: number;
  /** The projects whose models are asked for. */
  readonly arns: () => readonly string[];
  readonly onModelsFailure: (error: unknown, arn: string) => void;
}

/** Watches the projects of an account, and their models along with them. Each subscription polls for itself. Never errors. */
export function watchAccount$(
  account: Account,
  { every, modelsEvery, arns, onModelsFailure }: WatchAccountOptions,
): Observable<AccountEvent> {
  const projects = describeProjects$(
    { client: account.client, perRequest: account.pageOfProjects },
    { Features: ["CUSTOM_LABELS", "CONTENT_MODERATION"] },
  );
  const models$ = defer(() =>
    from(arns()).pipe(
      mergeMap(
        (arn) =>
          modelsOf(account, arn).pipe(
            catchError((error: unknown) => {
              onModelsFailure(error, arn);
              return of(null);
            }),
            map((models) => ({ _tag: "Models" as const, arn, models })),
          ),
        MODELS_AT_ONCE,
      ),
    ),
  );
  return defer(() => {
    const listed$ = new Subject<Listed>();
    let at = new Date();
    let isWhole = false;
    const listing$ = projects.pipe(
      tap({
        subscribe: () => (at = new Date()),
        complete: () => (isWhole = true),
        // The watch has reported by then what it found, and it has said so if that is not all.
        finalize: () => {
          if (isWhole) {
            isWhole = false;
            listed$.next({ _tag: "Listed", at });
          }
        },
      }),
    );
    const events$ = watchProjects$(listing$, { every }).pipe(
      tap(({ _tag }) => {
        if (_tag === "Stale") {
          isWhole = false;
        }
      }),
    );
    const rounds$ = listed$.pipe(
      throttleTime(modelsEvery),
      exhaustMap(() => models$),
    );
    return merge(of({ _tag: "Begun" as const }), listed$, rounds$, events$);
  }).pipe(
    // A request that is wrong: a server goes on all the same, since it may be mended on the other side.
    catchError((error: unknown, again$) =>
      concat(of<Stale>({ _tag: "Stale", error, since: undefined }), timer(every).pipe(ignoreElements()), again$),
    ),
  );
}

const MODELS_AT_ONCE = 4;
