import { Observable } from "rxjs";
import { subscribeLinked } from "../operate/subscribe-linked.js";

/**
 * Emits the items of each value, in order.
 *
 * One operator and one loop: `concatMap(from)` makes an Observable a page and costs sixteen times as much an item.
 */
export function eachOf<Value, Item>(
  source: Observable<Value>,
  itemsOf: (value: Value) => readonly Item[],
): Observable<Item> {
  return new Observable<Item>((subscriber) => {
    subscribeLinked(source, subscriber, {
      next(value) {
        for (const item of itemsOf(value)) {
          // take(n) behind us closes in the middle of a page.
          if (subscriber.closed) {
            return;
          }
          subscriber.next(item);
        }
      },
    });
  });
}
