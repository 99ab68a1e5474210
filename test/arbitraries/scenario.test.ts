import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FaultSchedule, faultSchedules } from "./fault-schedule.js";
import { PageSequence, pageSequences } from "./page-sequence.js";
import { Scenario, scenarios } from "./scenario.js";

describe("a scenario", () => {
  test("prints what a person wants to know of it", () => {
    const pages = [
      { size: 2, askedBy: "s" },
      { size: 0, askedBy: "a" },
      { size: 5, askedBy: "b" },
    ];
    const faults = new FaultSchedule([[1, "ThrottlingException"]]);

    expect(fc.stringify(new Scenario({ sequence: new PageSequence(pages, "end"), faults, answering: "later" }))).toBe(
      "3 pages [2,0,5] tokens a -> b -> end; request 1: ThrottlingException; client answers later",
    );
    expect(fc.stringify(new Scenario({ sequence: new PageSequence(pages, 1), start: 0 }))).toBe(
      "3 pages [2,0,5] tokens a -> b -> a again; started at page 0 by its token; client answers at once",
    );
  });

  test("shrinks to the smallest that still fails", () => {
    const threePagesAndAFault = fc.property(
      scenarios({ faults: faultSchedules({ of: ["503"] }), started: true }),
      ({ sequence, faults }) => sequence.pages.length < 3 || faults.size === 0,
    );
    for (let run = 0; run < 20; run += 1) {
      const { counterexample } = fc.check(threePagesAndAFault, { numRuns: 1_000 });

      expect(String(counterexample?.[0])).toMatch(
        /^3 pages \[0,0,0\] tokens [a-z] -> [a-z] -> end; request 0: 503; client answers at once$/,
      );
    }
  });

  test("is of every kind within a few hundred", () => {
    const seen = fc
      .sample(scenarios({ faults: faultSchedules(), started: true }), 500)
      .map(String)
      .join("\n");

    for (const kind of [
      /-> end;/,
      /-> end "";/,
      /-> end null;/,
      /again;/,
      /started/,
      /hang/,
      /null page/,
      /clock skew/,
      /truncated/,
      /thrown at once/,
      /answers later/,
      /answers at once/,
      /answers in a microtask/,
      /answers through a thenable/,
      /answers in perRequest/,
      /\[(\d,)*0(,\d)*\]/,
    ]) {
      expect(seen).toMatch(kind);
    }
  });
});

describe("a sequence of pages", () => {
  test("is walked page by page, and for ever by nobody", () => {
    fc.assert(
      fc.property(pageSequences({ cycles: true }), (sequence) => {
        const { pages, asked, ending } = sequence.walkFrom(undefined);
        expect(new Set(asked).size).toBe(asked.length);
        expect(pages.slice(0, sequence.pages.length)).toEqual([...sequence.pages.keys()]);
        expect(ending).toBe(typeof sequence.ending === "number" ? "repeated token" : "complete");
      }),
    );
  });
});
