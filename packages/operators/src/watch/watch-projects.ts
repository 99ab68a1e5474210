import {
  asyncScheduler,
  catchError,
  defer,
  mergeMap,
  type Observable,
  of,
  reduce,
  repeat,
  type SchedulerLike,
  throwError,
  timeout,
} from "rxjs";
import { checkMethods } from "../arguments/check-methods.js";
import { checkOptions } from "../arguments/check-options.js";
import { checkPositive } from "../arguments/check-positive.js";
import { clockOf } from "../time/clock-of.js";
import { LONGEST_TIMER } from "../time/longest-timer.js";
import { timerIn } from "../time/timer-in.js";
import { changesBetween } from "./changes-between.js";
import { PollDistance } from "./poll-distance.js";
import type { Listed, ProjectEvent } from "./project-event.js";
import { ProjectPoll, type WatchedPage } from "./project-poll.js";
import { troubleOf } from "./trouble-of.js";

/** How {@link watchProjects$} polls. */
export interface WatchProjectsOptions<Project = unknown> {
  /**
   * Milliseconds from the beginning of a poll to that of the next. A poll that takes more than half of it has a rest as
   * long as itself, and after each poll that is throttled it doubles, up to 16 times, until polls come to their end again.
   */
  readonly every: number;
  /**
   * Milliseconds after which a poll that has not come to its end is left, and fails.
   *
   * @defaultValue 600 000, ten minutes
   */
  readonly timeout?: number | undefined;
  /**
   * The projects that are known already, by ARN: the first poll reports what has changed since, removals included.
   *
   * Read at each subscription: a `Map` that the events are applied to lets a watch go on that nobody listened to for a while.
   *
   * @defaultValue none: the first poll reports each project as `Added`
   */
  readonly known?: ReadonlyMap<string, Project> | undefined;
  /**
   * Whether each poll that comes to its end is a {@link Listed}, after all that it has found.
   *
   * @defaultValue false
   */
  readonly listed?: boolean | undefined;
  /**
   * Where polls are scheduled, and whose clock is used.
   *
   * @defaultValue asyncScheduler
   */
  readonly scheduler?: SchedulerLike | undefined;
}

/**
 * Polls a listing of projects, and reports what has changed: applied to an empty `Map` by their ARN, the events give exactly
 * the last listing that came to its end.
 *
 * - The first poll reports each project as `Added`, unless it is `known`. A change of anything in a project is `Changed`, also in its datasets.
 * - Nothing is reported of a poll before its last page: what a failed listing lacks is never `Removed`. An answer without its
 *   list, and a listing that ends although the service has more, are failed polls, too.
 * - A failed poll is `Stale`, and the next one is made all the same; the first that comes to its end again is followed by
 *   `Fresh`, after what has changed meanwhile.
 * - Polls never overlap, and nobody is polled when nobody listens. Each subscription polls for itself: `share()` it.
 *
 * Errors only for a mistake of the caller's, which no further poll would mend: a request that the service calls invalid,
 * the reason of the listing's signal, what an operator between listing and watch threw. Never completes.
 *
 * @example
 * ```ts
 * import { describeProjects$, rekognitionClient } from "@rekognition-rx/core";
 * import { adaptiveLimiter, paced, watchProjects$ } from "@rekognition-rx/operators";
 *
 * const listing = describeProjects$({ client: rekognitionClient(), perRequest: paced(adaptiveLimiter()) });
 * const watching = watchProjects$(listing, { every: 60_000 }).subscribe({
 *   next: (event) => console.log(event._tag, "arn" in event ? event.arn : ""),
 *   error: console.error,
 * });
 * watching.unsubscribe();
 * ```
 *
 * @param listing - `describeProjects$`, with or without operators that keep its pages whole.
 * @throws TypeError, RangeError for arguments that cannot work, at once.
 */
export function watchProjects$<Project>(
  listing: Observable<WatchedPage<Project>>,
  options: WatchProjectsOptions<NoInfer<Project>> & { readonly listed: true },
): Observable<ProjectEvent<Project> | Listed>;
/** The same without the ends of polls. */
export function watchProjects$<Project>(
  listing: Observable<WatchedPage<Project>>,
  options: WatchProjectsOptions<NoInfer<Project>> & { readonly listed?: false | undefined },
): Observable<ProjectEvent<Project>>;
export function watchProjects$<Project>(
  listing: Observable<WatchedPage<Project>>,
  options: WatchProjectsOptions<Project>,
): Observable<ProjectEvent<Project> | Listed> {
  checkMethods("watchProjects$: the listing", listing, "one such as describeProjects$({ client })", [
    "subscribe",
    "pipe",
  ]);
  checkOptions("watchProjects$", options);
  const { every, timeout: longest = LONGEST_POLL, known: given, listed = false, scheduler = asyncScheduler } = options;
  checkPositive("watchProjects$: every", every);
  checkPositive("watchProjects$: timeout", longest);
  if (given !== undefined) {
    checkMethods("watchProjects$: known", given, "a Map of projects by their ARN", ["get", "has", "entries"]);
  }
  const clock = clockOf(options.scheduler);

  return defer(() => {
    const distance = new PollDistance(every);
    // A copy: whoever applies the events writes to the other while they are made.
    let known: ReadonlyMap<string, Project> = new Map(given?.entries());
    let knownSince: Date | undefined;
    let isStale = false;
    let startedAt = 0;

    const tell = (found: ReadonlyMap<string, Project>, began: Date): readonly (ProjectEvent<Project> | Listed)[] => {
      const events: (ProjectEvent<Project> | Listed)[] = [...changesBetween(known, found)];
      if (isStale) {
        events.push({ _tag: "Fresh" });
      }
      if (listed) {
        events.push({ _tag: "Listed", at: began });
      }
      known = found;
      knownSince = began;
      isStale = false;
      distance.narrow();
      return events;
    };
    const fail = (error: unknown): Observable<ProjectEvent<Project>> => {
      const trouble = troubleOf(error);
      if (trouble === "mistake") {
        return throwError(() => error);
      }
      if (trouble === "throttled") {
        distance.widen();
      }
      isStale = true;
      return of({ _tag: "Stale", error, since: knownSince });
    };
    const poll$ = defer(() => {
      const began = new Date(scheduler.now());
      startedAt = clock();
      return listing.pipe(
        reduce((poll, page) => poll.add(page), new ProjectPoll<Project>(known)),
        timeout({ first: Math.min(longest, LONGEST_TIMER), scheduler }),
        mergeMap((poll) => tell(poll.whole(), began)),
        catchError(fail),
      );
    });
    return poll$.pipe(repeat({ delay: () => timerIn(distance.waitAfter(clock() - startedAt), scheduler) }));
  });
}

/** Milliseconds. An account has 100 projects unless AWS has granted more: a few pages. */
const LONGEST_POLL = 600_000;
