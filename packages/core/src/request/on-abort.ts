/**
 * Calls back when the signal aborts, at most once. Returns a function that stops listening.
 *
 * All walks that share a signal share one listener on it, since Node warns of a leak from the eleventh listener on.
 * The listener is removed when the last walk has ended.
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  let listeners = listenersOf.get(signal);
  if (listeners === undefined) {
    listeners = new Listeners(signal);
    listenersOf.set(signal, listeners);
  }
  return listeners.add(callback);
}

const listenersOf = new WeakMap<AbortSignal, Listeners>();

class Listeners {
  // Each registration is a key of its own: two walks may share one callback.
  readonly #callbacks = new Map<symbol, () => void>();
  // Weak, so that an entry of the map above does not keep its own key alive.
  readonly #signal: WeakRef<AbortSignal>;

  constructor(signal: AbortSignal) {
    this.#signal = new WeakRef(signal);
  }

  add(callback: () => void): () => void {
    const registration = Symbol("abort");
    if (this.#callbacks.size === 0) {
      this.#signal.deref()?.addEventListener("abort", this.#dispatch);
    }
    this.#callbacks.set(registration, callback);
    return () => {
      if (this.#callbacks.delete(registration) && this.#callbacks.size === 0) {
        this.#signal.deref()?.removeEventListener("abort", this.#dispatch);
      }
    };
  }

  readonly #dispatch = (): void => {
    // A callback may end another walk that listens. A map skips entries that are deleted during the loop.
    for (const [registration, callback] of this.#callbacks) {
      this.#callbacks.delete(registration);
      try {
        callback();
      } catch (error) {
        // If a finalizer of one walk throws, the others must still be called. The error is reported as rxjs reports it.
        setTimeout(() => {
          throw error;
        });
      }
    }
    this.#signal.deref()?.removeEventListener("abort", this.#dispatch);
  };
}
