import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { holds } from "../support/holds.js";
import { type Mistake, modelViews } from "../support/model-views.js";
import { seenOf } from "../support/seen-of.js";
import { type Subject, viewLaws } from "./view-laws.js";

describe("of every journal", () => {
  test.each(Object.entries(viewLaws))("%s", async (_, law) => {
    await expect(holds(law(seenOf), 200)).resolves.toBeUndefined();
  });
});

describe("a twin is found that", () => {
  const twins: readonly (readonly [Mistake, keyof typeof viewLaws, RegExp])[] = [
    ["takes all generations", "every row is of its walk's last generation", /a row of generation \d, and the last is/],
    ["keeps children of gone parents", "what a row belongs to is in the views, too", /is not there/],
    ["calls an unfinished walk complete", "nothing is complete that did not say so", /is complete, and never said so/],
  ];

  test.each(twins)("%s", async (mistake, law, reason) => {
    const twin: Subject = (steps) => modelViews(steps, mistake);
    expect(await refuted(viewLaws[law](twin))).toMatch(reason);
    expect(await refuted(viewLaws["they are what the model says"](twin))).toMatch(/the model says/);
  });

  test("forgets a record", async () => {
    expect(await refuted(viewLaws["ledger and tables account for each other"](forgetsTag))).toMatch(
      /the ledger counts/,
    );
  });

  test("forgets the requests of a generation that does not count", async () => {
    const law = viewLaws["every step is of an entry, and every request is counted"];
    expect(await refuted(law(forgetsRequests))).toMatch(/requests were sent/);
  });
});

const forgetsTag: Subject = (steps) => {
  const seen = modelViews(steps);
  return { ...seen, tables: { ...seen.tables, tags: seen.tables.tags.slice(1) } };
};

const forgetsRequests: Subject = (steps) => {
  const { ledger, ...seen } = modelViews(steps);
  const forgotten = ledger.map((entry) =>
    entry._tag === "Walk" && entry.generation > 1 ? Object.assign({}, entry, { requests: entry.pages }) : entry,
  );
  return { ...seen, ledger: forgotten };
};

/** The sentence of the first counterexample. */
async function refuted(property: fc.IAsyncProperty<unknown>): Promise<string> {
  const { failed, errorInstance } = await fc.check(property, { numRuns: 1_000, endOnFailure: true });
  return failed && errorInstance instanceof Error ? errorInstance.message : "it held";
}
