import { Observable } from "rxjs";
import type { SendOptions } from "./listing-config.js";

/** Sends one request, which has already been made. */
export type PreparedRequest<Answer> = (options: SendOptions) => Promise<Answer | typeof NO_PAGE>;

/** The answer of a source that has no more pages. */
export const NO_PAGE: unique symbol = Symbol("no page");

/** What {@link coldRequest} needs. */
export interface ColdRequest<Answer> {
  /** Makes the request, with a new command each time: the SDK's middleware may write into a command. */
  readonly prepare: () => PreparedRequest<Answer>;
  readonly sendOptions: SendOptions | undefined;
  /** Holds the request while it is under way, so that the owner of the set can abort it with a reason. */
  readonly underWay: Set<AbortController>;
  /**
   * Called before and after the request is made: in between, the user's `withCommand` may have ended the walk.
   * If it returns `false`, nothing is sent and nothing is emitted. If it throws, the Observable fails with that error.
   */
  readonly maySend: () => boolean;
  /** What is wrong with an answer: the Observable fails with it. */
  readonly faultOf?: ((answer: Answer) => Error | undefined) | undefined;
}

/**
 * One request as a cold Observable of its one answer: each subscription sends it once, and unsubscribing aborts it.
 *
 * It does not use `defer`, which would also send the request if the subscriber was closed while the request was made.
 * Only the subscriber itself knows that it was closed.
 */
export function coldRequest<Answer>(request: ColdRequest<Answer>): Observable<Answer> {
  return new Observable((subscriber) => {
    if (!request.maySend()) {
      return undefined;
    }
    const send = request.prepare();
    if (!request.maySend() || subscriber.closed) {
      return undefined;
    }
    const controller = new AbortController();
    request.underWay.add(controller);
    subscriber.add(() => {
      if (request.underWay.delete(controller)) {
        controller.abort();
      }
    });
    Promise.resolve(send({ ...request.sendOptions, abortSignal: controller.signal })).then(
      (answer) => {
        request.underWay.delete(controller);
        if (answer !== NO_PAGE) {
          const fault = faultIn(answer, request);
          if (fault !== undefined) {
            subscriber.error(fault.error);
            return;
          }
          subscriber.next(answer);
        }
        subscriber.complete();
      },
      (error: unknown) => {
        request.underWay.delete(controller);
        subscriber.error(error);
      },
    );
    return undefined;
  });
}

/** What is wrong with an answer. To look at it may throw, if a member of it is a getter. */
function faultIn<Answer>(
  answer: Answer,
  { faultOf }: Pick<ColdRequest<Answer>, "faultOf">,
): { readonly error: unknown } | undefined {
  try {
    const error = faultOf?.(answer);
    return error === undefined ? undefined : { error };
  } catch (error) {
    return { error };
  }
}

/** Aborts requests under way, with a reason. */
export function abortAll(underWay: Set<AbortController>, reason: unknown): void {
  for (const request of underWay) {
    underWay.delete(request);
    request.abort(reason);
  }
}
