import { beforeEach, describe, expect, test } from "vitest";
import { CountedRefusals } from "../../src/limit/counted-refusals.js";
import { type Sent, Traffic } from "../../src/limit/traffic.js";

let traffic: Traffic;
let counted: CountedRefusals;
let taken: string[];

beforeEach(() => {
  traffic = new Traffic(
    () => 0,
    () => 0,
  );
  counted = new CountedRefusals(traffic);
  taken = [];
});

const of = (request?: object): Sent => ({ number: 1, at: 0, joinedAt: 0, refusals: 0, interval: 0, request });

/** The pace is lowered for a request. What it was before is remembered by a name. */
function add(request: object | undefined, name: string): void {
  counted.add(of(request), () => taken.push(name));
}

/** So many others are served. */
function serve(requests: number): void {
  for (let i = 0; i < requests; i += 1) {
    traffic.serve(of());
  }
}

describe("the pace", () => {
  test("is what it was again when the request for which it was lowered is at fault", () => {
    const request = {};
    add(request, "before");
    counted.acquit(of({}));
    counted.acquit(of());
    expect(taken).toEqual([]);
    counted.acquit(of(request));
    counted.acquit(of(request));
    expect(taken).toEqual(["before"]);
  });

  test("is what it was before the first of several that all are at fault, in whatever order that is found", () => {
    const [a, b, c] = [{}, {}, {}];
    add(a, "before a");
    add(b, "before b");
    add(c, "before c");
    counted.acquit(of(a));
    counted.acquit(of(b));
    expect(taken).toEqual([]);
    counted.acquit(of(c));
    expect(taken).toEqual(["before a"]);
  });

  test("is what it was before the last ones that are, if an earlier one is not yet", () => {
    const [a, b, c] = [{}, {}, {}];
    add(a, "before a");
    add(b, "before b");
    add(c, "before c");
    counted.acquit(of(b));
    counted.acquit(of(c));
    expect(taken).toEqual(["before b"]);
    counted.acquit(of(a));
    expect(taken).toEqual(["before b", "before a"]);
  });

  test("is remembered at the first refusal of a request", () => {
    const request = {};
    add(request, "before");
    add(request, "after");
    counted.acquit(of(request));
    expect(taken).toEqual(["before"]);
  });

  test("stays what came of a refusal that was right: its request was served later", () => {
    const [a, b, c] = [{}, {}, {}];
    add(a, "before a");
    add(b, "before b");
    add(c, "before c");
    counted.served(of(b));
    counted.served(of());
    counted.acquit(of(a));
    expect(taken).toEqual([]);
    counted.acquit(of(c));
    expect(taken).toEqual(["before c"]);
  });

  test("stays what it is for requests without a name", () => {
    add(undefined, "before");
    const request = {};
    add(request, "after");
    counted.acquit(of());
    counted.acquit(of(request));
    expect(taken).toEqual(["after"]);
  });

  test("stays what it is once ten were served since the last refusal", () => {
    const [a, b] = [{}, {}];
    add(a, "before a");
    serve(9);
    add(b, "before b");
    counted.acquit(of(a));
    counted.acquit(of(b));
    expect(taken).toEqual(["before a"]);
    add(a, "a again");
    serve(10);
    add(b, "b again");
    counted.acquit(of(a));
    counted.acquit(of(b));
    expect(taken).toEqual(["before a", "b again"]);
  });
});
