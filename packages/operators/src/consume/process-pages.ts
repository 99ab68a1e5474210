import type { Listing } from "@rekognition-rx/core";
import { concatMap, defer, EMPTY, finalize, type Observable, type ObservableInput, of, repeat, tap } from "rxjs";
import { checkFunction } from "../arguments/check-function.js";

/**
 * Takes a listing a page at a time through `work`, and asks for the next page only when this one is done.
 *
 * What a subscription cannot do, since it has no back-pressure: `concatMap(slow)` would buffer every page.
 * With `prefetch: 1` in the listing's configuration the next page is fetched while this one is worked on.
 * What must apply to the requests, as `retryThrottled`, goes into the listing's `perRequest`.
 *
 * An abort of the listing's `signal` is reported when the work in hand is done; work that may take long should heed it too.
 *
 * `checkpoint` of the listing is called when a page's work is done: a checkpoint there never runs ahead of it.
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
 * @param listing - a listing itself; piped through an operator it is one no more.
 * @param work - an Observable or a promise a page; all that it emits is emitted. If it fails or throws, so does
 * the stream, and the listing is stopped.
 */
export function processPages<Page, Result>(
  listing: Listing<Page, never>,
  work: (page: Page, index: number) => ObservableInput<Result>,
): Observable<Result> {
  // Types say so, but not to a program in JavaScript.
  if (typeof (listing as Partial<Listing<Page, never>> | undefined)?.[Symbol.asyncIterator] !== "function") {
    throw new TypeError(
      "processPages takes a listing itself; piped through an operator it is one no more: " +
        "what must apply to its requests goes into its perRequest, and what to its pages into work",
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
        // As `for await` does: an iterator that has ended is not left.
        if (!isOver) {
          void pages.return?.();
        }
      }),
    );
  });
}
