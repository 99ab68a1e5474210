import * as fc from "fast-check";
import { expect, test } from "vitest";
import { findingFrom } from "../../src/doctor/finding-from.js";

const about = { check: "credentials", outcome: "failed", target: null } as const;

test.each<[string, string, string | null]>([
  ["AWS denied it; have it allowed", "AWS denied it", "have it allowed"],
  ["it does not exist: a, b, or c", "it does not exist: a, b, or c", null],
  ["denied (no; never); ask (them; all)", "denied (no; never)", "ask (them; all)"],
  ['there is no "a; b"; give another', 'there is no "a; b"', "give another"],
  ["it :-) smiles; go on", "it :-) smiles", "go on"],
  ["one; two; three", "one", "two; three"],
  ["in\ntwo lines;\u001B[31m red", "in two lines", "[31m red"],
])("%j is what is, and what to do", (sentence, message, remedy) => {
  expect(findingFrom(about, sentence)).toEqual({ ...about, message, remedy });
});

test("nothing of a sentence is lost", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("a", "(", ")", '"', "; ", ";", "b")), (parts) => {
      const { message, remedy } = findingFrom(about, parts.join(""));
      const together = remedy === null ? message : `${message}; ${remedy}`;
      expect(together.replaceAll(" ", "")).toBe(parts.join("").replaceAll(" ", ""));
    }),
  );
});
