import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DeliveredItems } from "../../src/restart/delivered-items.js";

const byItself = (item: unknown): string | undefined => (typeof item === "string" ? item : undefined);

const count = (all: readonly string[], key: string): number => all.filter((item) => item === key).length;

const pages = (...lists: readonly (readonly string[])[]) => lists.map((Things) => ({ Things }));

describe("what is left of a page", () => {
  test("is the page itself before a restart, whatever comes twice in it", () => {
    const items = new DeliveredItems(byItself);
    for (const page of [{ Things: ["a", "a"] }, { Things: ["a"] }, {}, { Things: undefined }]) {
      expect(items.withoutDelivered(page)).toBe(page);
    }
  });

  test("is what was not delivered, behind a restart, with the page's other members", () => {
    const items = new DeliveredItems(byItself);
    items.withoutDelivered({ Things: ["a", "b"] });
    items.restart();
    const page = { Things: ["a", "c", "b", "d"], NextToken: "1", $metadata: {} };
    expect(items.withoutDelivered(page)).toEqual({ Things: ["c", "d"], NextToken: "1", $metadata: {} });
    expect(page.Things).toEqual(["a", "c", "b", "d"]);
    expect(items.size).toBe(4);
  });

  test("has every item without a key, however often", () => {
    const items = new DeliveredItems(byItself);
    items.withoutDelivered({ Things: [5, "a"] });
    items.restart();
    expect(items.withoutDelivered({ Things: [5, 5, "a"] })).toEqual({ Things: [5, 5] });
  });

  test("does not mistake an item of one list for one of another", () => {
    const items = new DeliveredItems(byItself);
    items.withoutDelivered({ Things: ["a"] });
    items.restart();
    expect(items.withoutDelivered({ Others: ["a"], Things: ["a"] })).toEqual({ Others: ["a"], Things: [] });
  });

  test("drops of equal items as many as were delivered, over any number of attempts that come to an end or not", () => {
    const walks = fc.array(fc.array(fc.array(fc.constantFrom("a", "b", "c"))), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(walks, (attempts) => {
        const items = new DeliveredItems(byItself);
        const delivered: string[] = [];
        for (const [attempt, lists] of attempts.entries()) {
          if (attempt > 0) items.restart();
          for (const page of pages(...lists)) delivered.push(...items.withoutDelivered(page).Things);
        }
        for (const key of ["a", "b", "c"]) {
          // As often as the attempt that saw the most of it.
          expect(count(delivered, key)).toBe(Math.max(...attempts.map((lists) => count(lists.flat(), key))));
        }
      }),
    );
  });
});
