import type { Observable, Subscription } from "rxjs";

/** What a subscriber has seen: its values, then the error or "complete". */
export interface Watched {
  readonly seen: readonly unknown[];
  readonly subscription: Subscription;
}

/** Subscribes and looks on. */
export function watch(source: Observable<unknown>): Watched {
  const seen: unknown[] = [];
  const subscription = source.subscribe({
    next: (value) => seen.push(value),
    error: (error: unknown) => seen.push(error),
    complete: () => seen.push("complete"),
  });
  return { seen, subscription };
}
