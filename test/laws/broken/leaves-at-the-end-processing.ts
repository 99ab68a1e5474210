import { Observable } from "rxjs";
import type { Processing } from "../processing.js";

/** Leaves an iterator that has ended already. */
export const leavesAtTheEnd: Processing = (listing, work) =>
  new Observable((subscriber) => {
    const pages = listing[Symbol.asyncIterator]();
    const processAll = async (): Promise<void> => {
      while (!subscriber.closed) {
        const { done, value } = await pages.next();
        if (done === true) {
          subscriber.complete();
        } else {
          subscriber.next(await work(value));
        }
      }
    };
    processAll().catch((error: unknown) => subscriber.error(error));
    return () => void pages.return?.();
  });
