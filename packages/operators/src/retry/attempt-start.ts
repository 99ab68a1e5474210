/**
 * When an attempt begins: with its subscription, or, where a `rateLimit` stands in between, with its permit.
 *
 * The two are in different operators, and what stands between them is the user's. So `retryThrottled` leaves this where
 * a `rateLimit` that is subscribed to with it finds it.
 */
export class AttemptStart {
  readonly #onStart: () => void;
  readonly #outer: AttemptStart | undefined;
  #isQueued = false;
  #hasStarted = false;

  /**
   * @param onStart - called once, when the attempt begins.
   * @param outer - the attempt of which this one is a part.
   */
  constructor(onStart: () => void, outer?: AttemptStart) {
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

  /** Runs something that subscribes, with this attempt to be found; it begins with that, unless it was queued. */
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
