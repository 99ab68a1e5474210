import { ignoreElements, Observable, type OperatorFunction, tap } from "rxjs";

/**
 * Emits the items of each value, in order: `concatMap` for values that have few items each.
 *
 * The one Observable of our own, since `concatMap` makes one for each value: in `flattenDatasets` after `decodeProjects`
 * that took 460 ns a project, 2 % of all the CPU that a page takes, and this takes 110 ns.
 * The subscriber is passed on as it is, so that the source is left at once where `take(n)` is satisfied.
 */
export function eachOf<Value, Item>(itemsOf: (value: Value) => readonly Item[]): OperatorFunction<Value, Item> {
  return (source) =>
    new Observable((subscriber) =>
      source
        .pipe(
          tap((value) => {
            for (const item of itemsOf(value)) {
              if (subscriber.closed) {
                return;
              }
              subscriber.next(item);
            }
          }),
          ignoreElements(),
        )
        .subscribe(subscriber),
    );
}
