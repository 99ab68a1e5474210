import type { Listing } from "@rekognition-rx/core";
import { concatMap, defer, EMPTY, finalize, type Observable, type ObservableInput, of, repeat, tap } from "rxjs";
import { checkFunction } from "../arguments/check-function.js";

/**
 * Calls `work` for one page of a listing after the other, and asks for the next page only when the work is done.
 *
 * A subscription cannot do this, since it has no back-pressure: `concatMap(slow)` would buffer every page. With
 * `prefetch: 1` in the listing's configuration, the next page is fetched while this one is worked on. Operators that
 * apply to the requests, such as `retryThrottled`, go into the listing's `perRequest`.
 *
 * An abort of the listing's `signal` is reported when the current work is done. Work that may take long should watch
 * the signal, too.
 *
 * The `checkpoint` of the listing is called when the work on a page is done, so it never runs ahead of the work.
 *
 * @example
 * ```ts
 * import { describeProjects$, rekognitionClient } from "@rekognition-rx/core";
 * import { processPages, retryThrottled } from "@rekognition-rx/operators";
 * import { lastValueFrom } from "rxjs";
 *
 * const projects$ = describeProjects$({
 *   client: rekognitionClient(),
 *   perRequest: (page$) => page$.pipe(retryThrottled()),
 *   prefetch: 1,
 * });
 * const save = async (page: { ProjectDescriptions?: unknown[] | undefined }) => page.ProjectDescriptions?.length ?? 0;
 * console.log(await lastValueFrom(processPages(projects$, save)));
 * ```
 *
 * @param listing - a listing itself, not one that was piped through an operator.
 * @param work - gives an Observable or a promise for a page; all that this emits is emitted. If it fails or throws, the
 * stream errors with the same error, and the listing is stopped.
 * @throws TypeError for arguments that cannot work, at once.
 */
export function processPages<Page, Result>(
  listing: Listing<Page, never>,
  work: (page: Page, index: number) => ObservableInput<Result>,
): Observable<Result> {
  // The types demand it, but they do not check a program in JavaScript.
  if (typeof (listing as Partial<Listing<Page, never>> | undefined)?.[Symbol.asyncIterator] !== "function") {
    throw new TypeError(
      "processPages takes a listing itself; listing.pipe(...) is not a listing: " +
        "put the operators for its requests into its perRequest, and the work on its pages into work",
    );
  }
  checkFunction("processPages: work", work, "of a page");
  return defer(() => {
    const pages = listing[Symbol.asyncIterator]();
    let index = -1;
    let isOver = false;
    return defer(() => pages.next()).pipe(
      tap({
        next: ({ done }) => (isOver = done === true),
        error: () => (isOver = true),
      }),
      concatMap((result) => (result.done === true ? EMPTY : work(result.value, (index += 1)))),
      // Each page is asked for here, when the work on the one before it is done: `from(listing)` would buffer them all.
      repeat({ delay: () => (isOver ? EMPTY : of("next")) }),
      finalize(() => {
        // As in `for await`: `return` is not called on an iterator that has ended.
        if (!isOver) {
          void pages.return?.();
        }
      }),
    );
  });
}
