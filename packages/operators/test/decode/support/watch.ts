import type { Observable, Subscription } from "rxjs";

/** Subscribes and writes down what comes: values as they are, then `"complete"` or the error. */
export function watch(source: Observable<unknown>): { readonly seen: unknown[]; readonly subscription: Subscription } {
  const seen: unknown[] = [];
  const subscription = source.subscribe({
    next: (value) => seen.push(value),
    error: (error: unknown) => seen.push(error),
    complete: () => seen.push("complete"),
  });
  return { seen, subscription };
}

/** Lets every promise that can settle do so. */
export async function settled(): Promise<void> {
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
}
