import { Observable } from "rxjs";
import type { SendOptions } from "./listing-config.js";

/** Sends one request, which is made already. */
export type PreparedRequest<Answer> = (options: SendOptions) => Promise<Answer | typeof NO_PAGE>;

/** The answer of what has no more pages. */
export const NO_PAGE: unique symbol = Symbol("no page");

/** What a {@link coldRequest} is made of. */
export interface ColdRequest<Answer> {
  /** Makes the request. A new command each time: the SDK's middleware may write into it. */
  readonly prepare: () => PreparedRequest<Answer>;
  readonly sendOptions: SendOptions | undefined;
  /** Where the request is found while it is under way, by whoever may abort it with a reason. */
  readonly underWay: Set<AbortController>;
  /**
   * Asked before the request is made, and after: `withCommand` is the user's, and may have ended what the request is for.
   * `false` sends nothing and emits nothing. What it throws is the error.
   */
  readonly maySend: () => boolean;
}

/**
 * One request as a cold Observable of its one answer: each subscription sends it once, unsubscribing aborts it.
 *
 * Made by hand, since only the subscriber itself knows that it was closed while the request was made:
 * `defer` would send the request all the same.
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

/** Aborts requests under way, with a reason. */
export function abortAll(underWay: Set<AbortController>, reason: unknown): void {
  for (const request of underWay) {
    underWay.delete(request);
    request.abort(reason);
  }
}
