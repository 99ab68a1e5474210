import { AsyncLocalStorage } from "node:async_hooks";
import { expect, test } from "vitest";
import type { Permit } from "../../src/limit/limiter.js";
import { WaitingLine } from "../../src/limit/waiting-line.js";
import { JumpyScheduler } from "./support/jumpy-scheduler.js";

const permit: Permit = { settle: () => undefined };

function lineOn(scheduler: JumpyScheduler, rest = 0): WaitingLine {
  return new WaitingLine({
    scheduler,
    clock: () => scheduler.now(),
    onChange: () => undefined,
    restOf: (refusals) => (refusals > 2 ? rest : 0),
  });
}

test("a permit goes to one only, to who goes first before who comes", () => {
  const line = lineOn(new JumpyScheduler());
  const served: string[] = [];
  for (const [name, first] of [
    ["a", false],
    ["b", true],
    ["c", true],
  ] as const) {
    line.join({ first }).subscribe(() => served.push(name));
  }
  expect(line.size).toBe(3);
  line.shift()?.give(permit);
  expect(served).toEqual(["b"]);
  line.shift()?.give(permit);
  line.shift()?.give(permit);
  expect(served).toEqual(["b", "c", "a"]);
  expect(line.size).toBe(0);
  expect(line.shift()).toBeUndefined();
});

test("knows of who waits how often it was refused, and since when it waits", () => {
  const scheduler = new JumpyScheduler();
  const line = lineOn(scheduler);
  scheduler.advance(7);
  line.join({ first: true }).subscribe();
  line.join({ refusals: 4 }).subscribe();
  line.join().subscribe();
  expect(line.shift()).toMatchObject({ refusals: 1, joinedAt: 7 });
  expect(line.shift()).toMatchObject({ refusals: 4, joinedAt: 7 });
  expect(line.shift()).toMatchObject({ refusals: 0, joinedAt: 7 });
});

test("who has to rest joins the tail after it, and leaves without a trace before", () => {
  const scheduler = new JumpyScheduler();
  const line = lineOn(scheduler, 1_000);
  const served: string[] = [];
  const join = (name: string, refusals: number) => line.join({ refusals }).subscribe(() => served.push(name));
  join("rested", 3);
  const gone = join("gone", 3);
  scheduler.advance(999);
  join("came later", 0);
  expect(line.size).toBe(1);
  gone.unsubscribe();
  scheduler.advance(1);
  expect(line.size).toBe(2);
  line.shift()?.give(permit);
  line.shift()?.give(permit);
  expect(served).toEqual(["came later", "rested"]);
  expect(scheduler.pending).toBe(0);
});

test("whoever gives the permit, it is taken in the asynchronous context of who waits", () => {
  const storage = new AsyncLocalStorage<string>();
  const line = lineOn(new JumpyScheduler());
  const seen: (string | undefined)[] = [];
  for (const walk of ["a", "b"]) {
    storage.run(walk, () => line.join().subscribe(() => seen.push(storage.getStore())));
  }
  storage.run("giver", () => {
    line.shift()?.give(permit);
    line.shift()?.give(permit);
    seen.push(storage.getStore());
  });
  expect(seen).toEqual(["a", "b", "giver"]);
});
