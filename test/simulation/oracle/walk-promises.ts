import { CONTRACT } from "./contract.js";
import { checkpointFailureEndsTheWalk } from "./promises/walk/checkpoint-failure-ends-the-walk.js";
import { checkpointIsAwaited } from "./promises/walk/checkpoint-is-awaited.js";
import { noWalkIsLost } from "./promises/walk/no-walk-is-lost.js";
import { aPositionAPage } from "./promises/walk/a-position-a-page.js";
import { abortEndsTheWalk } from "./promises/walk/abort-ends-the-walk.js";
import { abortFailsWithItsReason } from "./promises/walk/abort-fails-with-its-reason.js";
import { abortReachesWhatIsUnderWay } from "./promises/walk/abort-reaches-what-is-under-way.js";
import { abortsOnlyWhatItMust } from "./promises/walk/aborts-only-what-it-must.js";
import { completesOnlyAtTheEnd } from "./promises/walk/completes-only-at-the-end.js";
import { errorsCountTheirPages } from "./promises/walk/errors-count-their-pages.js";
import { errorsNameTheirWalk } from "./promises/walk/errors-name-their-walk.js";
import { errorsSayWhereToResume } from "./promises/walk/errors-say-where-to-resume.js";
import { everyPageBeforeTheEnd } from "./promises/walk/every-page-before-the-end.js";
import { everyRequestCanBeAborted } from "./promises/walk/every-request-can-be-aborted.js";
import { expiredTokenBeginsAgain } from "./promises/walk/expired-token-begins-again.js";
import { failsOnlyForAReason } from "./promises/walk/fails-only-for-a-reason.js";
import { givesUpForTheLastFailure } from "./promises/walk/gives-up-for-the-last-failure.js";
import { givesUpWhenAllIsSpent } from "./promises/walk/gives-up-when-all-is-spent.js";
import { noItemTwice } from "./promises/walk/no-item-twice.js";
import { noMoreAttemptsThanAllowed } from "./promises/walk/no-more-attempts-than-allowed.js";
import { noPageAskedAfterTheLast } from "./promises/walk/no-page-asked-after-the-last.js";
import { noPageBeforeItIsWanted } from "./promises/walk/no-page-before-it-is-wanted.js";
import { noPageKeptBack } from "./promises/walk/no-page-kept-back.js";
import { noPageTwice } from "./promises/walk/no-page-twice.js";
import { nothingAfterAResumedEnd } from "./promises/walk/nothing-after-a-resumed-end.js";
import { nothingAfterAnAbort } from "./promises/walk/nothing-after-an-abort.js";
import { nothingAfterTheEnd } from "./promises/walk/nothing-after-the-end.js";
import { nothingLeftBehind } from "./promises/walk/nothing-left-behind.js";
import { oneRequestInFlight } from "./promises/walk/one-request-in-flight.js";
import { onlyPagesOfTheService } from "./promises/walk/only-pages-of-the-service.js";
import { onlyTheFailedPageAgain } from "./promises/walk/only-the-failed-page-again.js";
import { pagesAskedInOrder } from "./promises/walk/pages-asked-in-order.js";
import { pagesInOrder } from "./promises/walk/pages-in-order.js";
import { pagesWhole } from "./promises/walk/pages-whole.js";
import { positionsOfPagesDone } from "./promises/walk/positions-of-pages-done.js";
import { repeatedTokenIsTrue } from "./promises/walk/repeated-token-is-true.js";
import { resumeRepeatsNothing } from "./promises/walk/resume-repeats-nothing.js";
import { retriesBeforeItFails } from "./promises/walk/retries-before-it-fails.js";
import { retriesWhatARetryMends } from "./promises/walk/retries-what-a-retry-mends.js";
import { sameRequestParameters } from "./promises/walk/same-request-parameters.js";
import { tooManyPagesIsTrue } from "./promises/walk/too-many-pages-is-true.js";
import { valuesOfThePages } from "./promises/walk/values-of-the-pages.js";
import { waitsBeforeARetry } from "./promises/walk/waits-before-a-retry.js";
import type { WalkPromise } from "./walk-promise.js";

/** Every promise about a walk. Of several that are broken at once, the first here is reported. */
export const WALK_PROMISES: readonly WalkPromise[] = [
  checkpointIsAwaited,
  checkpointFailureEndsTheWalk,
  ...(CONTRACT.walksMayBeLostToThrottling ? [] : [noWalkIsLost]),
  sameRequestParameters,
  oneRequestInFlight,
  nothingAfterTheEnd,
  nothingAfterAnAbort,
  everyRequestCanBeAborted,
  pagesAskedInOrder,
  noPageAskedAfterTheLast,
  expiredTokenBeginsAgain,
  onlyTheFailedPageAgain,
  retriesWhatARetryMends,
  noMoreAttemptsThanAllowed,
  waitsBeforeARetry,
  abortsOnlyWhatItMust,
  noPageTwice,
  onlyPagesOfTheService,
  pagesInOrder,
  pagesWhole,
  noItemTwice,
  resumeRepeatsNothing,
  nothingAfterAResumedEnd,
  abortFailsWithItsReason,
  abortEndsTheWalk,
  everyPageBeforeTheEnd,
  completesOnlyAtTheEnd,
  aPositionAPage,
  positionsOfPagesDone,
  valuesOfThePages,
  tooManyPagesIsTrue,
  repeatedTokenIsTrue,
  errorsNameTheirWalk,
  errorsCountTheirPages,
  errorsSayWhereToResume,
  retriesBeforeItFails,
  givesUpForTheLastFailure,
  givesUpWhenAllIsSpent,
  failsOnlyForAReason,
  nothingLeftBehind,
  abortReachesWhatIsUnderWay,
  noPageKeptBack,
  noPageBeforeItIsWanted,
];
