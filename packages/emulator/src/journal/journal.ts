import type { RequestRecord } from "./request-record.js";

/** A record as long as it is being written. */
export type OpenRecord = { -readonly [Member in keyof RequestRecord]: RequestRecord[Member] };

/** The last requests, oldest first. */
export class Journal {
  readonly #limit: number;
  #records: OpenRecord[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The records as they stand: a copy, which later requests do not change. */
  records(): readonly RequestRecord[] {
    return this.#records.slice(-this.#limit).map(snapshot);
  }

  open(time: number, operation: string | undefined): OpenRecord {
    const record: OpenRecord = {
      operation,
      time,
      input: undefined,
      accountId: undefined,
      region: undefined,
      status: undefined,
      errorType: undefined,
      fault: undefined,
    };
    this.#records.push(record);
    // Twice the limit before it is cut, so that cutting costs nothing a request.
    if (this.#records.length >= 2 * this.#limit) this.#records = this.#records.slice(-this.#limit);
    return record;
  }

  clear(): void {
    this.#records = [];
  }
}

function snapshot(record: OpenRecord): RequestRecord {
  return { ...record };
}
