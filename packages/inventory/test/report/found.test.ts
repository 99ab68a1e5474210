import { expect, test } from "vitest";
import { foundIn } from "../../src/report/found.js";
import { viewsOf } from "../../src/views/views-of.js";
import { memoryJournal } from "../support/memory-journal.js";
import { dataset, end, project, run, step, target } from "../support/steps.js";

test("counts projects once, whatever they have, and datasets by type and status", async () => {
  const records = [
    project("one", { datasets: [dataset("one", "train"), dataset("one", "test", { status: "CREATE_FAILED" })] }),
    project("two", { status: null }),
    project("three", { feature: "CONTENT_MODERATION", datasets: [dataset("three", "train")] }),
  ];
  const journal = memoryJournal([run(), target(), step({ records, outcome: "complete" }), end]);
  const found = await foundIn(viewsOf(journal).rows("inventory"));
  expect(found.projectCounts).toEqual([
    { feature: "CUSTOM_LABELS", status: "CREATED", count: 1 },
    { feature: "CUSTOM_LABELS", status: null, count: 1 },
    { feature: "CONTENT_MODERATION", status: "CREATED", count: 1 },
  ]);
  expect(found.datasetCounts).toEqual([
    { type: "TRAIN", status: "CREATE_COMPLETE", count: 2 },
    { type: "TEST", status: "CREATE_FAILED", count: 1 },
  ]);
  expect(found.failed.first.map(({ projectName }) => projectName)).toEqual(["one"]);
});

test("keeps the first ten datasets that failed, and counts them all", async () => {
  const records = Array.from({ length: 30 }, (_, index) =>
    project(`p${index}`, { datasets: [dataset(`p${index}`, "train", { status: "UPDATE_FAILED" })] }),
  );
  const journal = memoryJournal([run(), target(), step({ records, outcome: "complete" }), end]);
  const { failed } = await foundIn(viewsOf(journal).rows("inventory"));
  expect(failed.count).toBe(30);
  expect(failed.first.map(({ projectName }) => projectName)).toEqual(records.slice(0, 10).map(({ name }) => name));
});
