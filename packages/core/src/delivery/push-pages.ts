import type { Subscriber, TeardownLogic } from "rxjs";
import { onAbort } from "./on-abort.js";
import { type ListingSetup, positionBehind } from "./listing-setup.js";
import { Walk, type WalkObserver } from "../walk/walk.js";

/** Pushes every page of a walk to a subscriber, and asks for the next as soon as it has taken one. */
export function pushPages<Page>(setup: ListingSetup<Page>, subscriber: Subscriber<Page>): TeardownLogic {
  const { plan, start, signals, checkpoint } = setup;
  const aborted = signals.find((signal) => signal.aborted);
  if (aborted !== undefined) {
    subscriber.error(aborted.reason);
    return undefined;
  }
  if (start === "end") {
    subscriber.complete();
    return undefined;
  }

  let pagesDelivered = 0;
  const observer: WalkObserver<Page> = {
    page(page, next, ending) {
      subscriber.next(page);
      if (subscriber.closed) {
        return;
      }
      pagesDelivered += 1;
      if (checkpoint !== undefined) {
        try {
          checkpoint(positionBehind(plan, next, pagesDelivered));
        } catch (error) {
          walk.close();
          subscriber.error(walk.failure(error, pagesDelivered, next));
          return;
        }
        if (subscriber.closed) {
          return;
        }
      }
      if (ending === undefined) {
        fetchNext();
        return;
      }
      const error = walk.errorOf(ending, pagesDelivered);
      if (error === undefined) {
        subscriber.complete();
      } else {
        subscriber.error(error);
      }
    },
    fail(cause) {
      subscriber.error(walk.failure(cause, pagesDelivered));
    },
  };
  const walk = new Walk<Page>(plan, start, observer, signals);

  // A loop and not a recursion: a perRequest that answers at once would fill the stack within a thousand pages.
  let fetching = false;
  let wanted = false;
  const fetchNext = (): void => {
    wanted = true;
    if (fetching) {
      return;
    }
    fetching = true;
    while (wanted && !subscriber.closed) {
      wanted = false;
      walk.fetch();
    }
    fetching = false;
  };

  subscriber.add(() => walk.close());
  for (const signal of signals) {
    const stop = onAbort(signal, () => {
      try {
        walk.close(signal.reason);
      } finally {
        subscriber.error(signal.reason);
      }
    });
    subscriber.add(stop);
  }
  fetchNext();
  return undefined;
}
