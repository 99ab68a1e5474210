import { expect, test } from "vitest";
import { endOf } from "../../../src/doctor/checks/check-credentials.js";

const NOW = Date.UTC(2026, 10, 29, 12);

test.each<[string, number | undefined, boolean, string, string]>([
  ["keys of a user", undefined, false, "ok", ""],
  ["a token without an end", undefined, true, "ok", ", temporary, with an end that is not known"],
  ["an hour", NOW + 3_600_000, true, "ok", ", until 2026-11-29T13:00:00Z, which is in 60 min 0 s"],
  ["ten minutes", NOW + 600_000, true, "warning", ", until 2026-11-29T12:10:00Z, which is in 10 min 0 s"],
  ["the past", NOW - 1, true, "failed", ", ended at 2026-11-29T11:59:59Z"],
])("credentials that hold for %s", (_, end, isTemporary, outcome, when) => {
  const found = endOf(end === undefined ? undefined : new Date(end), isTemporary, NOW);
  expect(found).toMatchObject({ outcome, when });
  expect(found.remedy === null).toBe(outcome === "ok");
});
