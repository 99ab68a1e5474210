/**
 * When an attempt begins: with its subscription, or with its permit if there is a `rateLimit` inside the retry.
 *
 * The retry and the rate limit are two operators, and the user may put others between them. So `retryThrottled` leaves
 * this object in a global place while it subscribes, and a `rateLimit` that is subscribed to meanwhile finds it there.
 */
export class AttemptStart {
  /** The request that is attempted: the same object for all its attempts, and another one for each subscription. */
  readonly request: object;
  readonly #onStart: () => void;
  readonly #outer: AttemptStart | undefined;
  #isQueued = false;
  #hasStarted = false;

  /**
   * @param request - the same object for all attempts.
   * @param onStart - called once, when the attempt begins.
   * @param outer - the attempt that this one is a part of.
   */
  constructor(request: object, onStart: () => void, outer?: AttemptStart) {
    this.request = request;
    this.#onStart = onStart;
    this.#outer = outer;
  }

  /** Whether the attempt waits for a permit. */
  get isWaiting(): boolean {
    return this.#isQueued && !this.#hasStarted;
  }

  /** A `rateLimit` asks for a permit first. */
  queue(): void {
    this.#isQueued = true;
    this.#outer?.queue();
  }

  /** The request is made. */
  start(): void {
    if (!this.#hasStarted) {
      this.#hasStarted = true;
      this.#onStart();
      this.#outer?.start();
    }
  }

  /**
   * Calls `subscribe`. Meanwhile, `current()` gives this attempt. The attempt then begins, unless a `rateLimit` has
   * queued it.
   */
  within(subscribe: () => void): void {
    const holder = home();
    const before = holder[CURRENT];
    holder[CURRENT] = this;
    try {
      subscribe();
    } finally {
      holder[CURRENT] = before;
      if (!this.#isQueued) {
        this.start();
      }
    }
  }

  /** The attempt that is being subscribed to just now. */
  static current(): AttemptStart | undefined {
    return home()[CURRENT];
  }
}

const CURRENT = Symbol.for("@rekognition-rx/attempt");

/** The global object, so that the operators of two copies of the package in one program find each other. */
function home(): { [CURRENT]?: AttemptStart | undefined } {
  return globalThis as { [CURRENT]?: AttemptStart | undefined };
}
