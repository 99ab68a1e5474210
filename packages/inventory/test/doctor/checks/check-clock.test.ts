import { expect, test } from "vitest";
import { clockFinding } from "../../../src/doctor/checks/check-clock.js";
import type { Probe } from "../../../src/doctor/probe-endpoints.js";

function probe(fields: Partial<Probe>): Probe {
  return { region: "us-east-1", host: "aws", error: undefined, elapsed: 10, clockAhead: 0, ...fields };
}

test.each<[number, string, string]>([
  [0, "ok", "this machine's clock agrees with that of aws"],
  [-1_900, "ok", "this machine's clock agrees with that of aws"],
  [45_000, "ok", "this machine's clock is 45.0 s ahead of that of aws"],
  [60_000, "ok", "this machine's clock is 1 min 0 s ahead of that of aws"],
  [60_001, "warning", "this machine's clock is 1 min 0 s ahead of that of aws"],
  [-300_000, "warning", "this machine's clock is 5 min 0 s behind that of aws"],
  [-300_001, "failed", "this machine's clock is 5 min 0 s behind that of aws"],
  [86_400_000, "failed", "this machine's clock is 1440 min 0 s ahead of that of aws"],
])("a clock that is %d ms ahead is %s", (clockAhead, outcome, message) => {
  const found = clockFinding([probe({ clockAhead })]);
  expect(found).toMatchObject({ check: "clock", outcome, message });
  expect(found.remedy === null).toBe(outcome === "ok");
});

test("the answer that came soonest counts, and none that failed", () => {
  const probes = [
    probe({ elapsed: 900, clockAhead: 400_000 }),
    probe({ elapsed: 1, clockAhead: 400_000, error: new Error("a proxy") }),
    probe({ elapsed: 2, clockAhead: undefined }),
    probe({ elapsed: 5, clockAhead: 1 }),
  ];
  expect(clockFinding(probes).outcome).toBe("ok");
});

test.each([[[]], [[probe({ clockAhead: undefined })]], [[probe({ error: new Error("no") })]]])(
  "without an answer with a date it is unknown",
  (probes) => {
    expect(clockFinding(probes).outcome).toBe("unknown");
  },
);
