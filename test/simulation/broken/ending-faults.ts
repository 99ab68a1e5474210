import {
  isListingError,
  isRepeatedTokenError,
  isRetriesExhaustedError,
  isTooManyPagesError,
} from "@rekognition-rx/core";
import { catchError, concat, EMPTY, NEVER, type Observable, throwError } from "rxjs";
import type { Promised } from "../oracle/promised.js";
import { abortEndsTheWalk } from "../oracle/promises/walk/abort-ends-the-walk.js";
import { abortFailsWithItsReason } from "../oracle/promises/walk/abort-fails-with-its-reason.js";
import { abortReachesWhatIsUnderWay } from "../oracle/promises/walk/abort-reaches-what-is-under-way.js";
import { completesOnlyAtTheEnd } from "../oracle/promises/walk/completes-only-at-the-end.js";
import { errorsCountTheirPages } from "../oracle/promises/walk/errors-count-their-pages.js";
import { errorsNameTheirWalk } from "../oracle/promises/walk/errors-name-their-walk.js";
import { errorsSayWhereToResume } from "../oracle/promises/walk/errors-say-where-to-resume.js";

import { failsOnlyForAReason } from "../oracle/promises/walk/fails-only-for-a-reason.js";
import { givesUpForTheLastFailure } from "../oracle/promises/walk/gives-up-for-the-last-failure.js";
import { nothingAfterAnAbort } from "../oracle/promises/walk/nothing-after-an-abort.js";
import { positionsOfPagesDone } from "../oracle/promises/walk/positions-of-pages-done.js";
import { repeatedTokenIsTrue } from "../oracle/promises/walk/repeated-token-is-true.js";
import { tooManyPagesIsTrue } from "../oracle/promises/walk/too-many-pages-is-true.js";
import { everyWalkEnds } from "../oracle/promises/world/every-walk-ends.js";
import type { Library } from "../user/library.js";
import { answeredWith, listingWith, pulledBy, pushedBy } from "./changed-library.js";
import type { PlantedFault } from "./planted-fault.js";

/** Ends that come too early, too late, or that say what is not so. */
export const ENDING_FAULTS: readonly PlantedFault[] = [
  {
    name: "a walk that ends at an empty page",
    library: answeredWith((page) => (isEmpty(page) ? { ...page, NextToken: undefined } : page)),
    breaks: completesOnlyAtTheEnd,
  },
  {
    name: "a completion in place of an error",
    library: pushedBy((pages$) => pages$.pipe(catchError(() => EMPTY))),
    breaks: completesOnlyAtTheEnd,
  },
  {
    name: "an error that overtakes the page before it",
    library: pulledBy((pages) => overtaken(pages)),
    breaks: positionsOfPagesDone,
  },
  {
    name: "a walk that does not end",
    library: pushedBy((pages$) => concat(pages$, NEVER)),
    breaks: everyWalkEnds,
  },
  { name: "a walk that hears no abort", library: deafToItsSignal(), breaks: abortEndsTheWalk },
  { name: "a walk that goes on after an abort", library: deafToItsSignal(), breaks: nothingAfterAnAbort },
  { name: "a wait that an abort does not reach", library: deafToItsSignal(), breaks: abortReachesWhatIsUnderWay },
  errorFault("a reason that is wrapped", abortFailsWithItsReason, (error) =>
    error instanceof Error && error.name === "AbortError" ? new Error("aborted", { cause: error }) : error,
  ),
  errorFault("a resume token that is lost", errorsSayWhereToResume, (error) =>
    isListingError(error) ? Object.assign(error, { resumeToken: undefined }) : error,
  ),
  errorFault("an error that miscounts", errorsCountTheirPages, (error) =>
    isListingError(error) ? Object.assign(error, { pagesDelivered: error.pagesDelivered + 1 }) : error,
  ),
  errorFault("an error that has lost its label", errorsNameTheirWalk, (error) =>
    isListingError(error) ? Object.assign(error, { label: undefined }) : error,
  ),
  errorFault("an error that has lost its cause", failsOnlyForAReason, (error) =>
    isListingError(error) ? Object.assign(error, { cause: new Error("something failed") }) : error,
  ),
  errorFault("a retry that gives up with another failure", givesUpForTheLastFailure, (error) => {
    if (isListingError(error) && isRetriesExhaustedError(error.cause)) {
      Object.assign(error.cause, { cause: new Error("something failed") });
    }
    return error;
  }),
  errorFault("a limit of pages that is misquoted", tooManyPagesIsTrue, (error) =>
    isTooManyPagesError(error) ? Object.assign(error, { maxPages: error.maxPages + 1 }) : error,
  ),
  errorFault("a repeated token that is misquoted", repeatedTokenIsTrue, (error) =>
    isRepeatedTokenError(error) ? Object.assign(error, { token: "another" }) : error,
  ),
];

/** An error that is tampered with on its way to a subscriber. */
function errorFault(name: string, breaks: Promised, change: (error: unknown) => unknown): PlantedFault {
  return { name, library: failingWith(change), breaks };
}

function deafToItsSignal(): Library {
  return listingWith((config) => ({ ...config, signal: undefined }));
}

function failingWith(change: (error: unknown) => unknown): Library {
  return pushedBy((pages$): Observable<object> =>
    pages$.pipe(catchError((error: unknown) => throwError(() => change(error)))),
  );
}

/** Keeps each page until the next has come, and loses it to an error. */
async function* overtaken(
  pages: AsyncIterable<object, undefined, undefined>,
): AsyncGenerator<object, undefined, undefined> {
  let held: object | undefined;
  for await (const page of pages) {
    if (held !== undefined) {
      yield held;
    }
    held = page;
  }
  if (held !== undefined) {
    yield held;
  }
  return undefined;
}

function isEmpty(page: object): boolean {
  // It may be none: that is a fault of the service.
  return Object.values(Object(page) as object).some((member) => Array.isArray(member) && member.length === 0);
}
