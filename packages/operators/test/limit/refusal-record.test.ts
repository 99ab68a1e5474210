import { describe, expect, test } from "vitest";
import { RefusalRecord } from "../../src/limit/refusal-record.js";
import type { Sent } from "../../src/limit/traffic.js";

let number = 0;

/** A request that was sent, never refused before and without a name unless said otherwise. */
function sent(at: number, more: Partial<Sent> = {}): Sent {
  number += 1;
  return { number, at, joinedAt: 0, refusals: 0, interval: 100, ...more };
}

/** Requests that are sent at these times, and served. */
function served(record: RefusalRecord, ...times: readonly number[]): void {
  for (const at of times) {
    record.served(sent(at));
  }
}

describe("a request is at fault for its refusal", () => {
  test("never for its first one", () => {
    const record = new RefusalRecord();
    served(record, 10, 20, 30);
    expect(record.refused(sent(40), true)).toBe(false);
  });

  test("for a later one, if three others were sent and served since then", () => {
    const record = new RefusalRecord();
    served(record, 10, 20);
    expect(record.refused(sent(40, { refusals: 1, joinedAt: 5 }), true)).toBe(false);
    served(record, 30);
    expect(record.refused(sent(40, { refusals: 1, joinedAt: 11 }), true)).toBe(false);
    expect(record.refused(sent(40, { refusals: 1, joinedAt: 10 }), true)).toBe(true);
  });

  test("not if one of these was refused", () => {
    const record = new RefusalRecord();
    served(record, 10, 20);
    expect(record.refused(sent(25), true)).toBe(false);
    served(record, 30, 40);
    expect(record.refused(sent(60, { refusals: 1, joinedAt: 5 }), true)).toBe(false);
    served(record, 50);
    expect(record.refused(sent(60, { refusals: 1, joinedAt: 5 }), true)).toBe(true);
  });

  test("by others that were never refused: those that were show nothing, served or refused", () => {
    const record = new RefusalRecord();
    served(record, 10, 20);
    record.served(sent(30, { refusals: 1 }));
    expect(record.refused(sent(40, { refusals: 1, joinedAt: 5 }), true)).toBe(false);
    served(record, 50);
    expect(record.refused(sent(60, { refusals: 2, joinedAt: 45 }), true)).toBe(false);
    expect(record.refused(sent(60, { refusals: 2, joinedAt: 5 }), true)).toBe(true);
  });

  test("only one request by the same evidence: the pace may have become too fast meanwhile", () => {
    const record = new RefusalRecord();
    served(record, 10, 20, 30);
    const [first, second] = [sent(40, { refusals: 1 }), sent(41, { refusals: 1 })];
    expect(record.refused(first, true)).toBe(true);
    expect(record.refused(second, true)).toBe(false);
    served(record, 50, 60, 70);
    expect(record.refused(second, true)).toBe(true);
  });

  test("not while everything is refused", () => {
    const record = new RefusalRecord();
    served(record, 10, 20, 30);
    expect(record.refused(sent(40, { refusals: 1, request: {} }), false)).toBe(false);
    expect(record.hasEvidence(10)).toBe(true);
  });
});

describe("a request that is at fault", () => {
  test("stays at fault without further evidence, while others are served", () => {
    const record = new RefusalRecord();
    const request = {};
    expect(record.faults(request)).toBe(0);
    served(record, 10, 20, 30);
    record.refused(sent(40, { refusals: 1, request }), true);
    expect(record.faults(request)).toBe(1);
    expect(record.refused(sent(50, { refusals: 2, joinedAt: 45, request }), true)).toBe(true);
    expect(record.faults(request)).toBe(2);
    expect(record.refused(sent(60, { refusals: 3, joinedAt: 55, request }), false)).toBe(false);
    expect(record.faults(request)).toBe(2);
    expect(record.refused(sent(70, { refusals: 1, joinedAt: 65, request: {} }), true)).toBe(false);
  });

  test("is like any other once it was served", () => {
    const record = new RefusalRecord();
    const request = {};
    served(record, 10, 20, 30);
    record.refused(sent(40, { refusals: 1, request }), true);
    record.served(sent(50, { refusals: 2, request }));
    expect(record.faults(request)).toBe(0);
    expect(record.refused(sent(60, { refusals: 1, joinedAt: 55, request }), true)).toBe(false);
  });

  test("is not known by a request without a name", () => {
    const record = new RefusalRecord();
    served(record, 10, 20, 30);
    expect(record.refused(sent(40, { refusals: 1 }), true)).toBe(true);
    expect(record.faults(undefined)).toBe(0);
    expect(record.refused(sent(50, { refusals: 2, joinedAt: 45 }), true)).toBe(false);
  });
});
