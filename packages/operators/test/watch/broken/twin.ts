import {
  catchError,
  defer,
  EMPTY,
  endWith,
  ignoreElements,
  interval,
  map,
  mergeMap,
  type Observable,
  repeat,
  startWith,
  tap,
  throwError,
  timer,
} from "rxjs";
import { changesBetween } from "../../../src/watch/changes-between.js";
import type { Listed, ProjectEvent } from "../../../src/watch/project-event.js";
import type { WatchProjectsOptions } from "../../../src/watch/watch-projects.js";
import type { Page, Project } from "../support/watched-account.js";

/** Something that may be `watchProjects$`. */
export type Watch = (
  listing: Observable<Page>,
  options: WatchProjectsOptions<Project> & { readonly listed: true },
) => Observable<ProjectEvent<Project> | Listed>;

type Known = ReadonlyMap<string, Project>;

/** What is wrong with a watch that is nearly right, but reports no failures. */
export interface Flaw {
  /** The next poll does not wait for the one before. */
  readonly overlaps?: boolean;
  /** What a poll found before it failed, or was cut short, is taken for all. */
  readonly believesFailures?: boolean;
  /** A project is the same while its ARN is. */
  readonly looksAtArnsAlone?: boolean;
}

export function twin({ overlaps = false, believesFailures = false, looksAtArnsAlone = false }: Flaw): Watch {
  return (listing, { every, scheduler }) =>
    defer(() => {
      let known: Known = new Map();
      const poll$ = defer(() => {
        const pages: Page[] = [];
        return listing.pipe(
          tap((page) => pages.push(page)),
          ignoreElements(),
          catchError((error: unknown) => (believesFailures ? EMPTY : throwError(() => error))),
          endWith(undefined),
          map(() => {
            const isWhole = pages.at(-1)?.NextToken === undefined && pages.every((page) => page.ProjectDescriptions);
            const found = isWhole || believesFailures ? byArn(pages) : known;
            const events = changesBetween(known, found);
            known = found;
            return looksAtArnsAlone ? events.filter(({ _tag }) => _tag !== "Changed") : events;
          }),
          mergeMap((events) => events),
          catchError(() => EMPTY),
        );
      });
      return overlaps
        ? interval(every, scheduler).pipe(
            startWith(0),
            mergeMap(() => poll$),
          )
        : poll$.pipe(repeat({ delay: () => timer(every, scheduler) }));
    });
}

function byArn(pages: readonly Page[]): Known {
  return new Map(
    pages
      .flatMap(({ ProjectDescriptions = [] }) => ProjectDescriptions)
      .map((project) => [project.ProjectArn ?? "", project]),
  );
}
