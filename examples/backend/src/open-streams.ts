import type { ServerResponse } from "node:http";
import { BehaviorSubject, filter, firstValueFrom } from "rxjs";
import { Problem } from "./problem.js";

/** The open streams of a route: at most `limit` at a time, each with a signal for its end. */
export class OpenStreams {
  readonly #limit: number;
  readonly #open = new Map<ServerResponse, AbortController>();
  readonly #size$ = new BehaviorSubject(0);
  #isEnding = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get size(): number {
    return this.#open.size;
  }

  /**
   * Opens a stream that lasts until its response is closed, by the client or by the server.
   *
   * @returns a signal that is aborted then, or, with a `Problem` as its reason, when the server stops.
   * @throws Problem when there are too many, the server is stopping, or the response would never be closed.
   */
  open(response: ServerResponse): AbortSignal {
    if (this.#isEnding) {
      throw new Problem("stopping");
    }
    // A response that waits for another one on its connection has no socket yet. If it never gets one, it is never closed.
    // A response that is closed already is not closed again.
    if (response.socket === null || response.closed || response.socket.destroyed) {
      throw new Problem("pipelined");
    }
    if (this.#open.size >= this.#limit) {
      throw new Problem("busy");
    }
    const controller = new AbortController();
    this.#open.set(response, controller);
    this.#size$.next(this.size);
    response.once("close", () => {
      this.#open.delete(response);
      this.#size$.next(this.size);
      controller.abort();
    });
    return controller.signal;
  }

  /** Ends all streams, lets no other begin, and waits until all are gone. */
  async end(): Promise<void> {
    this.#isEnding = true;
    for (const controller of this.#open.values()) {
      controller.abort(new Problem("stopping"));
    }
    await firstValueFrom(this.#size$.pipe(filter((size) => size === 0)));
  }
}
