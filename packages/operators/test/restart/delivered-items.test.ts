import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DeliveredItems } from "../../src/restart/delivered-items.js";

const byItself = (item: unknown): string | undefined => (typeof item === "string" ? item : undefined);

/** A digest that can be read. */
const digest = (key: string): string => key;
const NEW = { outstanding: [], digest };

const count = (all: readonly string[], key: string): number => all.filter((item) => item === key).length;

const pages = (...lists: readonly (readonly string[])[]) => lists.map((Things) => ({ Things }));

describe("what is left of a page", () => {
  test("is the page itself before a restart, whatever comes twice in it", () => {
    const items = new DeliveredItems(byItself, NEW);
    for (const page of [{ Things: ["a", "a"] }, { Things: ["a"] }, {}, { Things: undefined }]) {
      expect(items.withoutDelivered(page)).toBe(page);
    }
  });

  test("is what was not delivered, after a restart, with the page's other members", () => {
    const items = new DeliveredItems(byItself, NEW);
    items.withoutDelivered({ Things: ["a", "b"] });
    items.restart();
    const page = { Things: ["a", "c", "b", "d"], NextToken: "1", $metadata: {} };
    expect(items.withoutDelivered(page)).toEqual({ Things: ["c", "d"], NextToken: "1", $metadata: {} });
    expect(page.Things).toEqual(["a", "c", "b", "d"]);
    expect(items.size).toBe(4);
  });

  test("has every item without a key, however often", () => {
    const items = new DeliveredItems(byItself, NEW);
    items.withoutDelivered({ Things: [5, "a"] });
    items.restart();
    expect(items.withoutDelivered({ Things: [5, 5, "a"] })).toEqual({ Things: [5, 5] });
  });

  test("does not mistake an item of one list for one of another", () => {
    const items = new DeliveredItems(byItself, NEW);
    items.withoutDelivered({ Things: ["a"] });
    items.restart();
    expect(items.withoutDelivered({ Others: ["a"], Things: ["a"] })).toEqual({ Others: ["a"], Things: [] });
  });

  test("drops of equal items as many as were delivered, over any number of attempts that come to an end or not", () => {
    const walks = fc.array(fc.array(fc.array(fc.constantFrom("a", "b", "c"))), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(walks, (attempts) => {
        const items = new DeliveredItems(byItself, NEW);
        const delivered: string[] = [];
        for (const [attempt, lists] of attempts.entries()) {
          if (attempt > 0) {
            items.restart();
          }
          for (const page of pages(...lists)) {
            delivered.push(...items.withoutDelivered(page).Things);
          }
        }
        for (const key of ["a", "b", "c"]) {
          // As often as the attempt that saw the most of it.
          expect(count(delivered, key)).toBe(Math.max(...attempts.map((lists) => count(lists.flat(), key))));
        }
      }),
    );
  });
});

describe("what is outstanding", () => {
  test("is nothing before a restart, and then what has not come again, as often as it was delivered", () => {
    const items = new DeliveredItems(byItself, NEW);
    items.withoutDelivered({ Things: ["a", "b", "a"] });
    expect(items.outstanding()).toEqual([]);
    items.restart();
    expect(items.outstanding()).toEqual(["Things a", "Things a", "Things b"]);
    items.withoutDelivered({ Things: ["a", "c"] });
    expect(items.outstanding()).toEqual(["Things a", "Things b"]);
    items.withoutDelivered({ Things: ["b", "a"] });
    expect(items.outstanding()).toEqual([]);
  });

  test("of a walk that is carried on is dropped when it comes, and again after a restart of its own", () => {
    const items = new DeliveredItems(byItself, { outstanding: ["Things a", "Things b"], digest });
    expect(items.withoutDelivered({ Things: ["a", "a", "c"] })).toEqual({ Things: ["a", "c"] });
    expect(items.outstanding()).toEqual(["Things b"]);
    items.restart();
    expect(items.withoutDelivered({ Things: ["a", "a", "b", "c", "d"] })).toEqual({ Things: ["d"] });
  });

  test("stopped anywhere and carried on, delivers each item as often as one walk that is not stopped", () => {
    const attempts = fc.array(fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 12 }), {
      minLength: 2,
      maxLength: 4,
    });
    fc.assert(
      fc.property(attempts, fc.nat(40), (lists, stop) => {
        const whole: string[] = [];
        const stopped: string[] = [];
        const one = new DeliveredItems(byItself, NEW);
        let two = new DeliveredItems(byItself, NEW);
        let taken = 0;
        for (const [attempt, list] of lists.entries()) {
          if (attempt > 0) {
            one.restart();
            two.restart();
          }
          for (const item of list) {
            whole.push(...one.withoutDelivered({ Things: [item] }).Things);
            stopped.push(...two.withoutDelivered({ Things: [item] }).Things);
            // In the last attempt, where what has come again is not asked for another time.
            if (attempt === lists.length - 1 && taken++ === stop) {
              two = new DeliveredItems(byItself, { outstanding: two.outstanding(), digest });
            }
          }
        }
        expect(stopped).toEqual(whole);
      }),
    );
  });
});
