import { describe, expect, test } from "vitest";
import type { JsonObject } from "@rekognition-rx/emulator";
import type { Cursor } from "../../src/account/cursor.js";
import { DatasetEntries } from "../../src/account/dataset-entries.js";
import { datasetEntry } from "../../src/account/dataset-entry.js";
import { pageAfter } from "../../src/account/page-after.js";
import { call } from "../support/call.js";
import { imageLine } from "../support/manifest-lines.js";
import { start } from "../support/start.js";

describe("a page", () => {
  test("takes as many steps wherever it is, and hardly more in a list ten times as long", () => {
    const most = [6_000, 60_000].map((count) => {
      const items = Array.from({ length: count }, (_, index) => index);
      const steps = [0, 0.2, 0.4, 0.6, 0.75].map((place) => {
        let asked = 0;
        const placeOf = (rank: number): Cursor => {
          asked += 1;
          return { rank, id: "" };
        };
        const after = Math.floor(place * count);
        const { items: page, last, more } = pageAfter(items, placeOf, { rank: after, id: "" }, 100);
        expect(page).toEqual(items.slice(after + 1, after + 101));
        expect({ last, more }).toEqual({ last: { rank: after + 100, id: "" }, more: true });
        return asked;
      });
      // A bisection of n places takes one step more or less than log2(n).
      expect(Math.max(...steps) - Math.min(...steps)).toBeLessThanOrEqual(2);
      return Math.max(...steps);
    });
    expect(most[1]).toBeLessThanOrEqual((most[0] ?? 0) + 5);
    expect(most[1]).toBeLessThanOrEqual(18);
  });
});

function entriesOf(lines: Iterable<JsonObject>): DatasetEntries {
  const entries = new DatasetEntries();
  for (const line of lines) {
    const entry = datasetEntry(line);
    if ("bad" in entry) {
      throw new Error(entry.bad);
    }
    entries.put(entry);
  }
  return entries;
}

test("what a filter lets through is looked for once, until an entry changes", () => {
  let looks = 0;
  const filter = {
    containsLabels: undefined,
    labeled: undefined,
    hasErrors: undefined,
    get sourceRefContains() {
      looks += 1;
      return "7";
    },
  };
  const entries = entriesOf(Array.from({ length: 2_000 }, (_, index) => imageLine(`s3://bucket/${index}.jpg`)));
  const first = entries.page(filter, undefined, 100);
  const looked = looks;
  const second = entries.page(filter, first.last, 100);
  expect(looks - looked).toBeLessThan(10);
  expect(new Set([...first.items, ...second.items]).size).toBe(200);
  for (const each of entriesOf([imageLine("s3://bucket/another-7.jpg")]).lines()) {
    const entry = datasetEntry(each);
    if (!("bad" in entry)) {
      entries.put(entry);
    }
  }
  const third = entries.page(filter, undefined, 2_000);
  expect(looks - looked).toBeGreaterThan(1_000);
  expect(third.items.at(-1)).toContain("another-7");
});

test("a walk over labels meets each of them once, in the order in which they came up", () => {
  const lines = Array.from({ length: 2_000 }, (_, index) => imageLine(`s3://bucket/${index}.jpg`, `label-${index}`));
  const entries = entriesOf(lines);
  const names: string[] = [];
  let after: Cursor | undefined;
  do {
    const page = entries.labelPage(after, 100);
    names.push(...page.items.map(({ name }) => name));
    after = page.more ? page.last : undefined;
  } while (after !== undefined);
  expect(names).toEqual(Array.from({ length: 2_000 }, (_, index) => `label-${index}`));
});

test("a dataset of 100 000 images is seeded lazily and walked from its end as from its start", async () => {
  const entries = {
    *[Symbol.iterator](): Generator<string> {
      for (let index = 0; index < 100_000; index += 1) {
        yield `{"source-ref":"s3://bucket/${index}.jpg"}`;
      }
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
