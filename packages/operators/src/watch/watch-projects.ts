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
import { checkScheduler } from "../arguments/check-scheduler.js";
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
   * Milliseconds from the beginning of a poll to the beginning of the next. If a poll takes longer than half of this
   * time, the watch then waits as long as the poll took, but not longer than this time. Each throttled poll doubles the
   * time, up to 16 times, and each complete poll halves it again.
   */
  readonly every: number;
  /**
   * Milliseconds after which a poll that is not complete is stopped, and fails.
   *
   * @defaultValue 600 000, ten minutes
   */
  readonly timeout?: number | undefined;
  /**
   * The projects that are known already, by ARN: the first poll reports what has changed since, removals included.
   *
   * Read at each subscription. If you apply the events to this `Map`, a later subscription goes on where an earlier one
   * stopped.
   *
   * @defaultValue none: the first poll reports each project as `Added`
   */
  readonly known?: ReadonlyMap<string, Project> | undefined;
  /**
   * Whether each complete poll emits a {@link Listed}, after all that it has found.
   *
   * @defaultValue false
   */
  readonly listed?: boolean | undefined;
  /**
   * Schedules the polls, and gives the time.
   *
   * @defaultValue asyncScheduler
   */
  readonly scheduler?: SchedulerLike | undefined;
}

/**
 * Polls a listing of projects, and reports what has changed. If you apply the events to an empty `Map` by ARN, it has
 * exactly the projects of the last complete poll.
 *
 * - The first poll reports each project as `Added`, unless it is `known`. A change of anything in a project, also in
 *   its datasets, is `Changed`.
 * - A poll reports nothing before its last page has come, so a failed poll never makes a project `Removed`. An answer
 *   without its list counts as a failed poll, and so does a listing that ends although the service has more.
 * - A failed poll emits `Stale`, and the watch goes on. The first complete poll after it emits what has changed
 *   meanwhile, and then `Fresh`.
 * - Polls never overlap, and without a subscriber there are no polls. Each subscription polls for itself: use `share()`
 *   for several.
 *
 * The stream errors only for a mistake of the caller, which another poll would not mend: a request that the service
 * calls invalid, an abort of the listing's signal, or an error that an operator between the listing and the watch
 * threw. It never completes.
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
/** The same, without {@link Listed} events. */
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
  checkScheduler("watchProjects$", scheduler);
  if (given !== undefined) {
    checkMethods("watchProjects$: known", given, "a Map of projects by their ARN", ["get", "has", "entries"]);
  }
  const clock = clockOf(options.scheduler);

  return defer(() => {
    const distance = new PollDistance(every);
    // A copy: the caller may write to the original, by applying the events, while the events are made.
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

/** Milliseconds. An account has at most 100 projects, a few pages, unless AWS has granted more. */
const LONGEST_POLL = 600_000;
