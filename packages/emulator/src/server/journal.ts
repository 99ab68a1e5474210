import type { JsonObject } from "../wire/json-object.js";
import type { RequestRecord } from "./request-record.js";

/** A record that is still being written. */
export type OpenRecord = { -readonly [Member in keyof RequestRecord]: RequestRecord[Member] };

/** The last requests, oldest first. */
export class Journal {
  readonly #limit: number;
  readonly #bytesLimit: number;
  #records: OpenRecord[] = [];
  /** The size of each record's body. Small bodies, which most requests have, are left out. */
  #sizes = new Map<OpenRecord, number>();
  #bytes = 0;

  /** @param bytesLimit bytes of all bodies together; above it, the oldest records are forgotten */
  constructor(limit: number, bytesLimit: number) {
    this.#limit = limit;
    this.#bytesLimit = bytesLimit;
  }

  /** The records as they are now: a copy, which later requests do not change. */
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
      latency: 0,
    };
    this.#records.push(record);
    // It is cut only at twice the limit, so that cutting costs almost nothing per request.
    if (this.#records.length >= 2 * this.#limit) {
      this.#forget(this.#records.length - this.#limit);
    }
    return record;
  }

  /** Keeps the input of a request, and forgets the oldest requests if there is no room for it. */
  keep(record: OpenRecord, input: JsonObject, bytes: number): void {
    record.input = input;
    // Small bodies do not count, nor does a record that was forgotten before its body arrived.
    if (bytes < SMALL_BODY || !this.#records.includes(record)) {
      return;
    }
    this.#sizes.set(record, bytes);
    this.#bytes += bytes;
    if (this.#bytes <= this.#bytesLimit) {
      return;
    }
    let count = 0;
    let left = this.#bytes;
    for (const each of this.#records) {
      if (left <= this.#bytesLimit || each === record) {
        break;
      }
      left -= this.#sizes.get(each) ?? 0;
      count += 1;
    }
    this.#forget(count);
  }

  clear(): void {
    this.#forget(this.#records.length);
  }

  #forget(count: number): void {
    for (const record of this.#records.splice(0, count)) {
      this.#bytes -= this.#sizes.get(record) ?? 0;
      this.#sizes.delete(record);
    }
  }
}

/** Bytes. Smaller bodies do not count: the limit on the number of records limits them, too. */
const SMALL_BODY = 1_024;

function snapshot(record: OpenRecord): RequestRecord {
  return { ...record };
}
