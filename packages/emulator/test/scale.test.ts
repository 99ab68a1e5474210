import { describe, expect, test } from "vitest";
import type { JsonObject } from "@rekognition-rx/emulator";
import { EntryTable } from "../src/state/entry-table.js";
import { datasetEntry } from "../src/state/dataset-entry.js";
import { call } from "./support/call.js";
import { imageLine } from "./support/manifest-lines.js";
import { start } from "./support/start.js";

function tableOf(count: number): EntryTable {
  const table = new EntryTable();
  for (let index = 0; index < count; index++) {
    const entry = datasetEntry(imageLine(`s3://bucket/${index}.jpg`, `label-${index % 10}`));
    if ("invalid" in entry) throw new Error(entry.invalid);
    table.put(entry);
  }
  return table;
}

const everything = {
  containsLabels: undefined,
  labeled: undefined,
  sourceRefContains: undefined,
  hasErrors: undefined,
};

/** Entries that a page of 100 looks at, at each of several places, after the first page that asks for the filter. */
function stepsAtPlaces(table: EntryTable, filter: Parameters<EntryTable["page"]>[0]): readonly number[] {
  table.page(filter, undefined, 100);
  return [0, 0.2, 0.4, 0.6, 0.75].map((place) => {
    const before = table.steps;
    const { items } = table.page(filter, { rank: Math.floor(place * table.size), id: "" }, 100);
    expect(items).toHaveLength(100);
    return table.steps - before;
  });
}

describe("a page of entries", () => {
  test.each([
    ["all", everything],
    ["a label", { ...everything, containsLabels: ["label-3"] }],
    ["a part of the place", { ...everything, sourceRefContains: "7" }],
  ])("of %s takes as many steps wherever it is, and hardly more in a list ten times as long", (_title, filter) => {
    const short = stepsAtPlaces(tableOf(6_000), filter);
    const long = stepsAtPlaces(tableOf(60_000), filter);
    // A bisection of n places takes one step more or less than log2(n).
    for (const steps of [short, long]) expect(Math.max(...steps) - Math.min(...steps)).toBeLessThanOrEqual(2);
    expect(Math.max(...long) - Math.max(...short)).toBeLessThanOrEqual(5);
    expect(Math.max(...long)).toBeLessThanOrEqual(100 + 17);
  });
});

test("a page of labels takes as many steps wherever it is", () => {
  const table = new EntryTable();
  for (let index = 0; index < 20_000; index++) {
    const entry = datasetEntry(imageLine(`s3://bucket/${index}.jpg`, `label-${index}`));
    if ("invalid" in entry) throw new Error(entry.invalid);
    table.put(entry);
  }
  const steps: number[] = [];
  const names: string[] = [];
  let after: ReturnType<EntryTable["labelPage"]>["last"];
  do {
    const before = table.steps;
    const page = table.labelPage(after, 100);
    steps.push(table.steps - before);
    names.push(...page.items.map(({ name }) => name));
    after = page.more ? page.last : undefined;
  } while (after !== undefined);
  expect(names).toEqual(Array.from({ length: 20_000 }, (_, index) => `label-${index}`).toSorted());
  expect(Math.max(...steps)).toBeLessThanOrEqual(100 + 15);
});

test("a dataset of 100 000 images is seeded lazily and walked from its end as from its start", async () => {
  const entries = {
    *[Symbol.iterator](): Generator<string> {
      for (let index = 0; index < 100_000; index++) yield `{"source-ref":"s3://bucket/${index}.jpg"}`;
    },
  };
  const emulator = await start({
    account: { projects: [{ name: "p", createdAt: 1, datasets: [{ type: "TRAIN", createdAt: 2, entries }] }] },
  });
  const DatasetArn = "arn:aws:rekognition:us-east-1:111122223333:project/p/dataset/train/2";
  const seen = new Set<unknown>();
  let NextToken: unknown;
  do {
    const { json } = await call(emulator, "ListDatasetEntries", { DatasetArn, NextToken });
    for (const line of json["DatasetEntries"] as readonly string[]) {
      seen.add((JSON.parse(line) as JsonObject)["source-ref"]);
    }
    ({ NextToken } = json);
  } while (NextToken !== undefined);
  expect(seen.size).toBe(100_000);
  expect(emulator.requests).toHaveLength(1_000);
});
