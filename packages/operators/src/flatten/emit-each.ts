import { filter, Observable, type OperatorFunction } from "rxjs";

/** Who is given the items; `closed` once it wants no more. */
export interface Sink<Item> {
  readonly closed: boolean;
  next(item: Item): void;
}

/**
 * Has each value emit what it is made of: `concatMap` for values that have few items each, given at once.
 *
 * The one Observable of our own, since `concatMap` makes one for each value: in `flattenDatasets` after `decodeProjects`
 * that took 460 ns a project, 2 % of all the CPU that a page takes, and this takes 40 ns.
 * The subscriber is passed on as it is, so that the source is left at once where `take(n)` is satisfied.
 *
 * @param emit - stops when the sink is closed. What it throws is the stream's error.
 */
export function emitEach<Value, Item>(emit: (value: Value, sink: Sink<Item>) => void): OperatorFunction<Value, Item> {
  return (source) =>
    new Observable((subscriber) =>
      source
        .pipe(
          // Not `tap` and `ignoreElements`, which are two calls a value where this is one.
          filter((value): value is never => {
            emit(value, subscriber);
            return false;
          }),
        )
        .subscribe(subscriber),
    );
}
