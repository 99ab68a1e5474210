import type { Subscriber } from "rxjs";
import { PlainListing, type PlainPull, type Step } from "./plain-listing.js";

/** `takeWhile((page) => page.NextToken)`, without `inclusive`. */
export class LastPageLostListing extends PlainListing {
  override async pushAll(subscriber: Subscriber<object>, signal: AbortSignal): Promise<void> {
    const walk = this.walk();
    try {
      let step: Step = await walk.fetch(signal);
      while (step.ending === undefined && !subscriber.closed) {
        subscriber.next(step.pages[0] as object);
        step = await walk.fetch(signal);
      }
      const error = step.ending === undefined ? undefined : walk.errorOf(step.ending);
      if (error !== undefined) {
        throw error;
      }
      subscriber.complete();
    } catch (error) {
      subscriber.error(error);
    }
  }

  override pull(): AsyncIterator<object, undefined, undefined> {
    const pages = super.pull();
    return {
      next: async () => {
        const result = await pages.next();
        return result.done === true || (pages as PlainPull).walk.over ? { done: true, value: undefined } : result;
      },
      return: () => (pages as PlainPull).return(),
    };
  }
}
