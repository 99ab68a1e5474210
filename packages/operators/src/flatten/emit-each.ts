import { filter, Observable, type OperatorFunction } from "rxjs";

/** What receives the items; `closed` once it wants no more. */
export interface Sink<Item> {
  readonly closed: boolean;
  next(item: Item): void;
}

/**
 * Emits the items of each value: a `concatMap` for values that have few items, all there at once.
 *
 * It makes one Observable in all, while `concatMap` makes one for each value. In `flattenDatasets` after
 * `decodeProjects`, `concatMap` took 460 ns per project, 2 % of all the CPU time of a page. This takes 40 ns. The
 * subscriber is passed on as it is, so that the source is unsubscribed at once when `take(n)` has enough.
 *
 * @param emit - stops when the sink is closed. If it throws, the stream errors with what it threw.
 */
export function emitEach<Value, Item>(emit: (value: Value, sink: Sink<Item>) => void): OperatorFunction<Value, Item> {
  return (source) =>
    new Observable((subscriber) =>
      source
        .pipe(
          // Not `tap` and `ignoreElements`: they make two calls for each value, and this makes one.
          filter((value): value is never => {
            emit(value, subscriber);
            return false;
          }),
        )
        .subscribe(subscriber),
    );
}
