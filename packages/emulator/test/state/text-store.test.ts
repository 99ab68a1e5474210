import * as fc from "fast-check";
import { expect, test } from "vitest";
import { TextStore } from "../../src/state/text-store.js";

test("gives back what was last kept under a number, whatever was replaced", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 20 }),
    fc.integer({ min: 1, max: 40_000 }).map((length) => "\u00f6\u5927".repeat(length)),
  );
  const replacement = fc.record({ at: fc.nat(), text });
  fc.assert(
    fc.property(
      fc.array(text, { minLength: 1, maxLength: 5 }),
      fc.array(replacement, { maxLength: 60 }),
      (texts, later) => {
        const store = new TextStore();
        const expected = texts.map((each) => each);
        for (const each of texts) store.add(each);
        for (const { at, text: next } of later) {
          store.replace(at % texts.length, next);
          expected[at % texts.length] = next;
        }
        // What UTF-8 cannot hold, half a pair of surrogates, is none of a manifest's.
        expect(expected.map((_, index) => store.at(index))).toEqual(
          expected.map((each) => Buffer.from(each).toString()),
        );
      },
    ),
    { numRuns: 50 },
  );
});

test("takes up no more when the same texts are replaced over and over", () => {
  const store = new TextStore();
  const texts = Array.from({ length: 1_000 }, (_, index) => `${index}`.padEnd(1_000, "."));
  for (const each of texts) store.add(each);
  const before = store.capacity;
  for (let round = 0; round < 100; round++) {
    for (const [index, each] of texts.entries()) store.replace(index, each);
  }
  expect(store.capacity).toBeLessThan(before + 4 * 1_024 * 1_024);
  expect(texts.map((_, index) => store.at(index))).toEqual(texts);
});
