import type { Observable, Subscription } from "rxjs";

/** What came out of a stream so far. */
export interface Watched<T> {
  /** All of it: the values as they are, then `"complete"` or the error. */
  readonly seen: readonly unknown[];
  readonly values: readonly T[];
  /** `"still running"`, `"complete"`, or the error. */
  readonly end: () => unknown;
  readonly subscription: Subscription;
}

/** Subscribes and writes down what comes. */
export function watch<T>(source: Observable<T>): Watched<T> {
  const seen: unknown[] = [];
  const values: T[] = [];
  let end: unknown = "still running";
  const close = (how: unknown): void => {
    end = how;
    seen.push(how);
  };
  const subscription = source.subscribe({
    next: (value) => {
      values.push(value);
      seen.push(value);
    },
    error: close,
    complete: () => close("complete"),
  });
  return { seen, values, end: () => end, subscription };
}
