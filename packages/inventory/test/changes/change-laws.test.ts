import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changesBetween } from "../../src/changes/changes-between.js";
import { LISTED_TABLES } from "../../src/views/tables/listed-by.js";
import { anyTwoRuns } from "../support/any-two-runs.js";
import { holds } from "../support/holds.js";
import { memoryJournal } from "../support/memory-journal.js";
import { type ChangesMistake, modelChanges, type PlainChange } from "../support/model-changes.js";
import { refuted } from "../support/refuted.js";
import { all, seenOf } from "../support/seen-of.js";
import { changeLaws, type Subject } from "./change-laws.js";

const ours: Subject = async (before, after) => {
  const changes = changesBetween(memoryJournal(before), memoryJournal(after), { tables: LISTED_TABLES });
  return (await all<object>(changes)) as readonly PlainChange[];
};

describe("between any two runs", () => {
  test.each(Object.entries(changeLaws))("%s", async (_, law) => {
    await holds(law(ours), 60);
  });

  test("every kind of change of every table is among those that were tried", async () => {
    const seen = new Set<string>();
    for (const { before, after } of fc.sample(anyTwoRuns, { numRuns: 100, seed: 1 })) {
      for (const { _tag, table } of await ours(before, after)) {
        seen.add(`${_tag} ${table}`);
      }
    }
    const kinds = ["Added", "Changed", "Found", "Removed"];
    expect([...seen].toSorted()).toEqual(
      LISTED_TABLES.flatMap((table) => kinds.map((kind) => `${kind} ${table}`)).toSorted(),
    );
  });
});

describe("a twin is found that", () => {
  const twins: readonly (readonly [ChangesMistake, keyof typeof changeLaws, RegExp])[] = [
    [
      "removes what it did not look at",
      "nothing is removed that the later run has, or did not look for",
      /nobody has looked for it/,
    ],
    [
      "compares when it was seen",
      "a run has no changes to itself, nor to one that found the same again",
      /the same is a change/,
    ],
    [
      "compares when it was seen",
      "a change names what is another, and only what both runs can say of the row itself",
      /seenAt is named/,
    ],
    [
      "leaves children behind",
      "what belongs to something that is removed is removed with it",
      /is not removed, though/,
    ],
    [
      "leaves children behind",
      "applied to the rows of the earlier run, they give those of the later one, but where it did not look",
      /what it belongs to is not/,
    ],
    [
      "takes what is found for new",
      "nothing is new that the earlier run has, or did not look for, and all else is only found",
      /is Added, and was not looked for/,
    ],
    [
      "takes what is found for new",
      "backwards, what was added is removed, what was removed is added, and what was changed is",
      /forwards .* backwards/,
    ],
    [
      "compares statistics that nobody asked for",
      "a change names what is another, and only what both runs can say of the row itself",
      /is named, and cannot be compared/,
    ],
  ];

  test.each(twins)("%s, by the law that %s", async (mistake, law, reason) => {
    const twin: Subject = async (before, after) => modelChanges(await seenOf(before), await seenOf(after), mistake);
    expect(await refuted(changeLaws[law](twin))).toMatch(reason);
    expect(await refuted(changeLaws["they are what the model says"](twin))).toMatch(/the model says/);
  });

  const blunders: readonly (readonly [string, keyof typeof changeLaws, (of: Subject) => Subject, RegExp])[] = [
    [
      "forgets a change",
      "applied to the rows of the earlier run, they give those of the later one, but where it did not look",
      (of) => async (before, after) => (await of(before, after)).slice(1),
      /is left|has another/,
    ],
    [
      "takes them as they come",
      "they come in the order of tables and keys, each key once",
      (of) => async (before, after) => (await of(before, after)).toReversed(),
      /does not stand before/,
    ],
  ];

  test.each(blunders)("%s, by the law that %s", async (_, law, twin, reason) => {
    expect(await refuted(changeLaws[law](twin(ours)))).toMatch(reason);
  });
});
