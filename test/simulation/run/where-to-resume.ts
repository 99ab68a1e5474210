import { isListingError, isTooManyPagesError, type ListingError, type TooManyPagesError } from "@rekognition-rx/core";
import { type Place, START } from "../oracle/place.js";
import { sharesPulls } from "../oracle/walk-facts.js";
import type { WalkRecord } from "../oracle/walk-record.js";
import type { LegStart } from "./begin-leg.js";

/** From where its user carries a walk on that has not come to its end; `undefined` where there is no way to. */
export function whereToResume(walk: WalkRecord): LegStart | undefined {
  const { spec } = walk.facts;
  const error = walk.end?.kind === "failed" ? walk.end.error : undefined;
  const isOwn = isListingError(error) && walk.ownErrors.has(error.cause);
  if (spec.resume === "nothing" || (sharesPulls(spec) && (spec.resume === "position" || isOwn))) {
    return undefined;
  }
  const carriedOn = (
    start: Place,
    token: string | undefined,
    done: Iterable<string>,
    outstanding: ReadonlySet<string>,
  ): LegStart => ({
    start,
    resume: { token },
    carried: { done: new Set([...walk.facts.carried.done, ...done]), outstanding, mayRepeat: walk.mayRepeat },
  });
  if (spec.resume === "error") {
    return isListingError(error) || isTooManyPagesError(error)
      ? carriedOn(
          placeOf(walk, error),
          throughJson(error.resumeToken),
          keysDone(walk, error),
          walk.requests.outstanding,
        )
      : undefined;
  }
  const position = walk.user.lastPosition;
  if (position === undefined) {
    return undefined;
  }
  const { resumeToken } = JSON.parse(position.json) as { readonly resumeToken: string };
  const answer = walk.requests.answers[position.pages - 1];
  return carriedOn(
    answer?.next ?? START,
    resumeToken,
    keysOf(walk, position.pages),
    answer?.outstanding ?? walk.facts.carried.outstanding,
  );
}

/** Where a walk that ended with this error has to be carried on. */
function placeOf(walk: WalkRecord, error: ListingError | TooManyPagesError): Place {
  const { requests, user, facts } = walk;
  const { answers } = requests;
  if (isTooManyPagesError(error)) {
    return answers.at(-1)?.next ?? facts.start;
  }
  if (!walk.ownErrors.has(error.cause) || walk.ownErrors.insteadOfRequest) {
    return requests.failing;
  }
  const delivered = facts.spec.consumer.kind === "subscribe" ? answers[user.delivered - 1] : undefined;
  return (answers[user.positions - 1] ?? delivered)?.next ?? requests.place;
}

/** Keys of the items that are done with when it ended with this error. */
function keysDone(walk: WalkRecord, error: ListingError | TooManyPagesError): Iterable<string> {
  return walk.ownErrors.has(error.cause) && !walk.ownErrors.insteadOfRequest
    ? keysOf(walk, walk.user.positions)
    : walk.user.deliveredKeys;
}

/** Keys of the items of so many pages. */
function* keysOf({ requests }: WalkRecord, pages: number): Generator<string> {
  for (const { delivered } of requests.answers.slice(0, pages)) {
    yield* delivered;
  }
}

/** Through a file and back, as a user in another process has it. */
function throughJson(token: string | undefined): string | undefined {
  return (JSON.parse(JSON.stringify({ token })) as { readonly token?: string }).token;
}
