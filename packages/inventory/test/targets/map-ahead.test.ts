import { expect, test } from "vitest";
import { mapAhead } from "../../src/targets/map-ahead.js";

const ITEMS = [0, 1, 2, 3, 4, 5];

async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const value of values) {
    list.push(value);
  }
  return list;
}

test.each([0, 1, 3, 9])("gives every result in order, with %d ahead", async (ahead) => {
  const results = mapAhead(ITEMS, ahead, async (item) => {
    await new Promise((resolve) => setTimeout(resolve, (item * 7) % 4));
    return item * 10;
  });
  expect(await all(results)).toEqual([0, 10, 20, 30, 40, 50]);
});

test("begins no more than is pulled for and what is ahead of it", async () => {
  const begun: number[] = [];
  const results = mapAhead(ITEMS, 2, async (item) => begun.push(item));
  expect(begun).toEqual([]);
  await results.next();
  expect(begun).toEqual([0, 1, 2]);
  await results.next();
  expect(begun).toEqual([0, 1, 2, 3]);
  await results.return();
  expect(begun).toEqual([0, 1, 2, 3]);
});

test("fails when the turn of what failed comes, and not before", async () => {
  const results = mapAhead(ITEMS, 3, async (item) => {
    if (item === 1) {
      throw new Error("broken");
    }
    return item;
  });
  expect(await results.next()).toEqual({ done: false, value: 0 });
  await expect(results.next()).rejects.toThrow("broken");
});
