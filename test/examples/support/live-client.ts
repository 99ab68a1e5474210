import { type ClientRequest, get } from "node:http";

/** An event as it came. */
export interface ServerSentEvent {
  readonly id: string | undefined;
  readonly name: string;
  readonly data: unknown;
}

/** A client of server-sent events that keeps what it is sent, and comes back only when it is asked to. */
export class LiveClient {
  readonly events: ServerSentEvent[] = [];
  /** Comments. */
  heartbeats = 0;
  lastId: string | undefined;
  isOpen = false;
  status: number | undefined;
  #request: ClientRequest | undefined;
  readonly #url: string;

  constructor(url: string) {
    this.#url = `${url}/projects/live`;
  }

  /** Connects, and says what it has last seen, if anything. */
  connect(lastId: string | undefined = this.lastId): this {
    let rest = "";
    const request = get(this.#url, { agent: false, headers: lastId === undefined ? {} : { "last-event-id": lastId } });
    this.#request = request;
    this.isOpen = true;
    request
      // A connection that was left may say so only when there is another.
      .on("error", () => (this.isOpen = this.isOpen && this.#request !== request))
      .on("response", (response) => {
        this.status = response.statusCode;
        response
          .setEncoding("utf8")
          .on("data", (text: string) => {
            const blocks = (rest + text).split("\n\n");
            rest = blocks.pop() ?? "";
            for (const block of blocks) {
              this.#take(block);
            }
          })
          .on("error", () => undefined)
          .on("close", () => (this.isOpen = this.isOpen && this.#request !== request));
      });
    return this;
  }

  leave(): this {
    this.isOpen = false;
    this.#request?.destroy();
    return this;
  }

  names(): readonly string[] {
    return this.events.map(({ name }) => name);
  }

  /** What the last event of this name said; nothing, where there was none. */
  last(name: string): Readonly<Record<string, unknown>> {
    const event = this.events.findLast((event) => event.name === name);
    return (event?.data ?? {}) as Readonly<Record<string, unknown>>;
  }

  #take(block: string): void {
    const fields = new Map(
      block.split("\n").map((line) => {
        const colon = line.indexOf(":");
        return [line.slice(0, colon), line.slice(colon + 1).trimStart()] as const;
      }),
    );
    if (fields.has("")) {
      this.heartbeats += 1;
    }
    const data = fields.get("data");
    if (data === undefined) {
      return;
    }
    const id = fields.get("id");
    this.lastId = id ?? this.lastId;
    this.events.push({ id, name: fields.get("event") ?? "message", data: JSON.parse(data) as unknown });
  }
}

/** What the projects are by all that a client was sent: their statuses by name. */
export function projectsBy(events: readonly ServerSentEvent[]): Readonly<Record<string, string>> {
  const rows = new Map<string, Row>();
  for (const { name, data } of events) {
    if (name === "snapshot") {
      rows.clear();
      for (const row of (data as { readonly projects: readonly Row[] }).projects) {
        rows.set(row.arn, row);
      }
    } else if (name === "removed") {
      rows.delete((data as Row).arn);
    } else if (name === "added" || name === "changed") {
      rows.set((data as Row).arn, data as Row);
    }
  }
  return Object.fromEntries([...rows.values()].map(({ name, status }) => [name, status]));
}

interface Row {
  readonly arn: string;
  readonly name: string;
  readonly status: string;
}
