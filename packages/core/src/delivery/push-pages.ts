import type { Subscriber } from "rxjs";
import { type Consumer, Delivery } from "./delivery.js";
import type { ListingSetup } from "./listing-setup.js";

/** Pushes every page of a walk to a subscriber. Asks for the next page as soon as the subscriber is done with one. */
export function pushPages<Page>(setup: ListingSetup<Page>, subscriber: Subscriber<Page>): void {
  const consumer: Consumer<Page> = {
    page(fetched, ending) {
      subscriber.next(fetched.page);
      if (subscriber.closed) {
        return;
      }
      delivery.delivered();
      delivery.done(fetched, () => (ending === undefined ? fetchNext() : delivery.finish(ending)));
    },
    noPage: (ending) => delivery.finish(ending),
    end({ error }) {
      if (error === undefined) {
        subscriber.complete();
      } else {
        subscriber.error(error.cause);
      }
    },
  };
  const delivery = new Delivery(setup, consumer);

  // A loop and not a recursion: a `perRequest` that answers synchronously would fill the stack within a thousand pages.
  let fetching = false;
  let wanted = false;
  const fetchNext = (): void => {
    wanted = true;
    if (fetching) {
      return;
    }
    fetching = true;
    while (wanted && !delivery.over) {
      wanted = false;
      delivery.fetch();
    }
    fetching = false;
  };

  subscriber.add(() => delivery.leave());
  delivery.begin();
  fetchNext();
}
