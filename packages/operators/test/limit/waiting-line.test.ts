import { AsyncLocalStorage } from "node:async_hooks";
import { assert, integer, property, record as recordOf, array, boolean } from "fast-check";
import { describe, expect, test } from "vitest";
import type { Permit, PermitOptions } from "../../src/limit/limiter.js";
import { RefusalRecord } from "../../src/limit/refusal-record.js";
import { Traffic } from "../../src/limit/traffic.js";
import { WaitingLine } from "../../src/limit/waiting-line.js";
import { JumpyScheduler } from "./support/jumpy-scheduler.js";

const permit: Permit = { settle: () => undefined };

/** A line whose waiters rest for so long after their third refusal. */
function lineWith(rest = 0) {
  const scheduler = new JumpyScheduler();
  const traffic = new Traffic(
    () => scheduler.now(),
    () => 0,
  );
  const refusals = new RefusalRecord();
  const line = new WaitingLine({
    scheduler,
    traffic,
    refusals,
    onChange: () => undefined,
    restOf: (waiter) => (waiter.refusals > 2 ? rest : 0),
  });
  const served: string[] = [];
  return {
    line,
    served,
    scheduler,
    /** Somebody joins the line, and a millisecond passes. */
    join: (name: string, options?: PermitOptions) => {
      const waiting = line.join(options).subscribe(() => served.push(name));
      scheduler.advance(1);
      return waiting;
    },
    /** So many requests, not in this line, are sent and served. */
    serve: (requests: number, refused = 0) => {
      for (let i = 0; i < requests; i += 1) {
        const sent = traffic.issue(scheduler.now(), refused, 0);
        traffic.serve(sent);
        refusals.served(sent);
      }
    },
    /** The next gets a permit. @returns who. */
    next: (isServing = true) => {
      const before = served.length;
      line.shift(isServing)?.give(permit);
      return served[before];
    },
  };
}

describe("a waiting line", () => {
  test("gives a permit to one only, and who came first is served first", () => {
    const { line, next, join } = lineWith();
    join("a");
    join("b");
    join("c");
    expect(line.size).toBe(3);
    expect([next(), next(), next(), next()]).toEqual(["a", "b", "c", undefined]);
    expect(line.size).toBe(0);
  });

  test("knows of a waiter how often it was refused, since when it waits, and what its request is", () => {
    const { line, scheduler } = lineWith();
    const request = {};
    scheduler.advance(7);
    line.join({ first: true, request }).subscribe();
    line.join({ refusals: 4 }).subscribe();
    expect(line.shift(true)).toMatchObject({ refusals: 4, joinedAt: 7, request: undefined });
    expect(line.shift(true)).toMatchObject({ refusals: 1, joinedAt: 7, request });
  });

  test("lets a waiter that has to rest join the tail after it, and leave without a trace before", () => {
    const { join, line, next, scheduler } = lineWith(1_000);
    join("rested", { refusals: 3 });
    const gone = join("gone", { refusals: 3 });
    scheduler.advance(990);
    join("came later");
    expect(line.size).toBe(1);
    gone.unsubscribe();
    scheduler.advance(10);
    expect(line.size).toBe(2);
    expect([next(), next()]).toEqual(["came later", "rested"]);
    expect(scheduler.pending).toBe(0);
  });

  test("gives the permit in the asynchronous context of who waits, whoever gives it", () => {
    const storage = new AsyncLocalStorage<string>();
    const { line } = lineWith();
    const seen: (string | undefined)[] = [];
    for (const walk of ["a", "b"]) {
      storage.run(walk, () => line.join().subscribe(() => seen.push(storage.getStore())));
    }
    storage.run("giver", () => {
      line.shift(true)?.give(permit);
      line.shift(true)?.give(permit);
      seen.push(storage.getStore());
    });
    expect(seen).toEqual(["a", "b", "giver"]);
  });
});

/** Two who were never refused wait, and one that was. */
function waiting() {
  const line = lineWith();
  line.join("a");
  line.join("b");
  line.join("again", { first: true });
  return line;
}

describe("a request that was refused and goes first", () => {
  test("waits until three others were sent and served: they show whether it is at fault", () => {
    const { next, serve } = waiting();
    serve(2);
    expect(next()).toBe("a");
    serve(1);
    expect(next()).toBe("again");
    expect(next()).toBe("b");
  });

  test("waits for six where these were refused before, and show nothing", () => {
    const { next, serve } = waiting();
    serve(5, 1);
    expect(next()).toBe("a");
    serve(1, 1);
    expect(next()).toBe("again");
  });

  test("does not go first while everything is refused", () => {
    const { next, serve } = waiting();
    serve(6);
    expect([next(false), next(false), next(false)]).toEqual(["a", "b", "again"]);
  });

  test("goes before who came later, in any case", () => {
    for (const isServing of [true, false]) {
      const { join, next } = lineWith();
      join("again", { first: true });
      join("later");
      expect([next(isServing), next(isServing)]).toEqual(["again", "later"]);
    }
  });

  test("goes first when three more were served since another did: the others show whether the quota is used up", () => {
    const { join, next, serve } = lineWith();
    for (const name of ["a", "b", "c"]) {
      join(name);
    }
    for (const name of ["again 1", "again 2", "again 3"]) {
      join(name, { first: true });
    }
    serve(6);
    expect([next(), next()]).toEqual(["again 1", "a"]);
    serve(2);
    expect(next()).toBe("b");
    serve(1);
    expect([next(), next()]).toEqual(["again 2", "c"]);
  });
});

test("who came first is served first; only who goes first may be served before somebody who came earlier", () => {
  const step = recordOf({
    joins: boolean(),
    first: boolean(),
    served: integer({ min: 0, max: 8 }),
    isServing: boolean(),
  });
  assert(
    property(array(step, { maxLength: 60 }), (steps) => {
      const { join, next, serve } = lineWith();
      const waiting: { readonly name: string; readonly first: boolean }[] = [];
      for (const [at, { joins, first, served, isServing }] of steps.entries()) {
        serve(served);
        if (joins) {
          join(String(at), { first });
          waiting.push({ name: String(at), first });
          continue;
        }
        const name = next(isServing);
        const index = waiting.findIndex((waiter) => waiter.name === name);
        expect(index === -1).toBe(waiting.length === 0);
        const earlier = waiting.splice(0, index + 1);
        const to = earlier.pop();
        expect(earlier.filter((waiter) => to?.first !== true || waiter.first)).toEqual([]);
        waiting.unshift(...earlier);
      }
    }),
  );
});
