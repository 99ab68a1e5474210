import { expect, test } from "vitest";
import type { Permit } from "../../src/limit/limiter.js";
import { WaitingLine } from "../../src/limit/waiting-line.js";

const permit: Permit = { settle: () => undefined };

test("a permit goes to one only, to who returns before who comes", () => {
  const line = new WaitingLine(() => undefined);
  const served: string[] = [];
  for (const [name, returning] of [
    ["a", false],
    ["b", true],
    ["c", true],
  ] as const) {
    line.join({ first: returning }).subscribe(() => served.push(name));
  }
  expect(line.size).toBe(3);
  line.serve(permit);
  expect(served).toEqual(["b"]);
  line.serve(permit);
  line.serve(permit);
  expect(served).toEqual(["b", "c", "a"]);
  expect(line.size).toBe(0);
});

test("a permit for a line in which nobody waits goes to nobody", () => {
  const line = new WaitingLine(() => undefined);
  expect(() => line.serve(permit)).not.toThrow();
  const served: Permit[] = [];
  line.join().subscribe((given) => served.push(given));
  expect(served).toEqual([]);
});
