import { type Observable, Subscriber, type Subscription } from "rxjs";

/**
 * Subscribes to the source of an operator so that it is closed the moment the operator's destination is.
 *
 * A plain `source.subscribe({ next })` is closed only after it has returned: behind a source that answers at once,
 * `take(n)` would be satisfied, and the source would not hear of it until it had sent everything.
 */
export function subscribeLinked<T>(
  source: Observable<T>,
  destination: Subscriber<never>,
  observer: LinkedObserver<T>,
): Subscription {
  return source.subscribe(new LinkedSubscriber(destination, observer));
}

/** What an operator does with each notification; by default errors and completion pass through. */
export interface LinkedObserver<T> {
  readonly next: (value: T) => void;
  readonly error?: ((error: unknown) => void) | undefined;
  readonly complete?: (() => void) | undefined;
}

class LinkedSubscriber<T> extends Subscriber<T> {
  readonly #to: Subscriber<never>;
  readonly #observer: LinkedObserver<T>;

  constructor(to: Subscriber<never>, observer: LinkedObserver<T>) {
    super();
    this.#to = to;
    this.#observer = observer;
    to.add(this);
  }

  protected override _next(value: T): void {
    // Written out: a closure for each value would cost as much as the rest.
    try {
      this.#observer.next(value);
    } catch (error) {
      this.#to.error(error);
    }
  }

  protected override _error(error: unknown): void {
    this.unsubscribe();
    this.#guard(() => (this.#observer.error ?? this.#passError)(error));
  }

  protected override _complete(): void {
    this.unsubscribe();
    this.#guard(this.#observer.complete ?? this.#passComplete);
  }

  readonly #passError = (error: unknown): void => this.#to.error(error);
  readonly #passComplete = (): void => this.#to.complete();

  /** What a callback of the user throws is an error of the stream. */
  #guard(notify: () => void): void {
    try {
      notify();
    } catch (error) {
      this.#to.error(error);
    }
  }
}
