import { type Subscription, take } from "rxjs";
import { pageNumber } from "../arbitraries/fake-service.js";
import type { AnyListing } from "./subject.js";

/** The two ways in which pages reach a consumer. */
export type Way = (typeof WAYS)[number];

export const WAYS = ["subscribe", "for await"] as const;

export interface Consumer {
  /** Stops after so many pages: `take(n)`, or a `break`. */
  readonly take?: number;
  /** Called with each page, in the consumer's own `next` or loop body. A pull waits for its promise. */
  readonly checkpoint?: (page: object, number: number) => Promise<void> | void;
}

/** What a consumer has seen. */
export class Observed {
  readonly pages: object[] = [];
  end: ObservedEnd | undefined;
  /** Unsubscribes, or calls the iterator's `return`. */
  stop: () => void = () => {};

  /** The pages by their number. */
  get numbers(): readonly number[] {
    return this.pages.map(pageNumber);
  }

  /** What the walk failed with, in a box; `undefined` if it did not. */
  get failure(): { readonly error: unknown } | undefined {
    return this.end?.kind === "failed" ? this.end : undefined;
  }
}

export type ObservedEnd =
  | { readonly kind: "completed" }
  | { readonly kind: "failed"; readonly error: unknown }
  /** By the consumer. */
  | { readonly kind: "stopped" };

export function consume(
  listing: AnyListing,
  way: Way,
  consumer: Consumer = {},
  observed: Observed = new Observed(),
): Observed {
  if (way === "subscribe") {
    subscribe(listing, observed, consumer);
  } else {
    void pull(listing, observed, consumer);
  }
  return observed;
}

function subscribe(listing: AnyListing, observed: Observed, { take: most, checkpoint }: Consumer): void {
  const source = most === undefined ? listing : listing.pipe(take(most));
  let stopped = false;
  let subscription: Subscription | undefined;
  observed.stop = () => {
    stopped = true;
    subscription?.unsubscribe();
    observed.end ??= { kind: "stopped" };
  };
  subscription = source.subscribe({
    next: (page) => {
      observed.pages.push(page);
      void checkpoint?.(page, observed.pages.length - 1);
    },
    error: (error: unknown) => (observed.end ??= { kind: "failed", error }),
    complete: () => (observed.end ??= observed.pages.length === most ? { kind: "stopped" } : { kind: "completed" }),
  });
  if (stopped) {
    subscription.unsubscribe();
  }
}

/** `for await` by hand, so that it can be stopped from outside too. */
async function pull(listing: AnyListing, observed: Observed, { take: most, checkpoint }: Consumer): Promise<void> {
  const iterator = listing[Symbol.asyncIterator]();
  observed.stop = () => {
    observed.end ??= { kind: "stopped" };
    void iterator.return?.();
  };
  try {
    for (;;) {
      const { done, value } = await iterator.next();
      if (done === true) {
        observed.end ??= { kind: "completed" };
        return;
      }
      observed.pages.push(value);
      try {
        await checkpoint?.(value, observed.pages.length - 1);
      } catch (error) {
        await iterator.return?.();
        throw error;
      }
      if (observed.pages.length === most) {
        observed.end ??= { kind: "stopped" };
        await iterator.return?.();
        return;
      }
    }
  } catch (error) {
    observed.end ??= { kind: "failed", error };
  }
}
