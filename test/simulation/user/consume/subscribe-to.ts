import { Observable, type Subscription } from "rxjs";
import { type ConsumerOf, type Consumption, ownError } from "../consumption.js";
import { valuesOf } from "../values-of.js";

/** A subscriber, who may leave from within its `next`, or throw there. */
export function subscribeTo(consumption: Consumption, { take: most, stop }: ConsumerOf<"subscribe">): () => void {
  const { watch, onValue } = consumption;
  const { user } = watch.record;
  const values$ = valuesOf(consumption);
  let subscription: Subscription | undefined;
  const leave = (): void => {
    if (subscription === undefined) {
      // It ends before `subscribe` returns: there is nothing yet that could be left.
      return;
    }
    user.isLeaving = true;
    subscription.unsubscribe();
    watch.stopped();
  };
  subscription = (most === undefined ? values$ : values$.pipe(takeValues(most))).subscribe({
    next(value) {
      watch.valueDelivered(value);
      onValue(user.consumed);
      if (stop?.kind === "within" && user.consumed === stop.nth) {
        leave();
      } else if (stop?.kind === "throws" && user.consumed === stop.nth) {
        throw ownError(watch, "the subscriber's next");
      }
    },
    error: (error: unknown) => watch.failedWith(error),
    complete: () => watch.completed(),
  });
  return leave;
}

/** `take`, whose completion must not be heard before the value that it is for. */
function takeValues<T>(most: number): (source: Observable<T>) => Observable<T> {
  return (source) =>
    new Observable((subscriber) => {
      let left = most;
      const subscription: Subscription = source.subscribe({
        next(value) {
          left -= 1;
          subscriber.next(value);
          if (left === 0) {
            subscriber.complete();
          }
        },
        error: (error: unknown) => subscriber.error(error),
        complete: () => subscriber.complete(),
      });
      subscriber.add(subscription);
    });
}
