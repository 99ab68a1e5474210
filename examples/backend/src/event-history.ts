import { randomUUID } from "node:crypto";

/** The events that a client of the live stream can get. */
type EventName = "snapshot" | "added" | "changed" | "removed" | "stale" | "fresh";

/** The last events, up to a limit, for clients that reconnect. An event is the text that goes over the wire. */
export class EventHistory {
  /** Identifies this run of the server: event numbers of another run mean nothing here. */
  readonly #boot = randomUUID().slice(0, 8);
  readonly #limit: number;
  readonly #events: string[] = [];
  #last = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(name: EventName, data: unknown): string {
    this.#last += 1;
    const event = this.atLast(name, data);
    this.#events.push(event);
    if (this.#events.length > this.#limit) {
      this.#events.shift();
    }
    return event;
  }

  /** An event that sums up all events so far. It has the id of the last of them, and is not kept. */
  atLast(name: EventName, data: unknown): string {
    return `id: ${this.#boot}-${this.#last}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
  }

  /** The events after the one with this id, `BOOT-N`. `undefined` if they are not kept any more, or the id is unknown. */
  after(id: string | undefined): readonly string[] | undefined {
    const [, boot, digits = ""] = /^([0-9a-f]{8})-(\d{1,15})$/.exec(id ?? "") ?? [];
    const missed = this.#last - Number(digits);
    if (boot !== this.#boot || missed < 0 || missed > this.#events.length) {
      return undefined;
    }
    return this.#events.slice(this.#events.length - missed);
  }
}
