/**
 * Calls back when the signal aborts, at most once; the answer stops listening.
 *
 * However many walks share a signal, it gets one listener (Node warns of a leak from the eleventh on),
 * and none is left when the last walk has ended.
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
  // Weak, so that the map above does not keep alive what it is keyed by.
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
    // A callback may end another walk that listens: a map leaves out what is deleted under way.
    for (const [registration, callback] of this.#callbacks) {
      this.#callbacks.delete(registration);
      try {
        callback();
      } catch (error) {
        // A finalizer of one walk that throws must not keep the others from hearing; reported as rxjs reports it.
        setTimeout(() => {
          throw error;
        });
      }
    }
    this.#signal.deref()?.removeEventListener("abort", this.#dispatch);
  };
}
