import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { causesOf } from "../../src/errors/causes-of.js";
import { ListingError } from "../../src/errors/listing-error.js";

const chainOf = (links: readonly unknown[]): unknown =>
  links.toReversed().reduce((cause, link) => Object.assign(link as object, { cause }));

const fail = (): never => {
  throw new Error("hostile");
};

describe("the causes of an error", () => {
  test("are itself and what cause leads to, the outermost first", () => {
    const service = new Error("throttled");
    const listing = new ListingError({ operation: "X", cause: service, resumeToken: undefined, pagesDelivered: 0 });
    const own = new Error("the sync failed", { cause: listing });
    expect(causesOf(own)).toEqual([own, listing, service]);
    expect(causesOf(service)).toEqual([service]);
  });

  test("may be anything that was thrown, and only an object leads further", () => {
    for (const thrown of [undefined, null, "text", 5, Symbol("s"), () => undefined]) {
      expect(causesOf(thrown)).toEqual([thrown]);
    }
    expect(causesOf({ cause: { cause: "text" } })).toEqual([{ cause: { cause: "text" } }, { cause: "text" }, "text"]);
    const none = new Error("without", { cause: undefined });
    expect(causesOf(none)).toEqual([none]);
    expect(causesOf({ cause: null })).toEqual([{ cause: null }, null]);
  });

  test("end where they run in a circle: each link once", () => {
    const one = new Error("one");
    const two = new Error("two", { cause: one });
    one.cause = two;
    expect(causesOf(one)).toEqual([one, two]);
    const self = new Error("self");
    self.cause = self;
    expect(causesOf(self)).toEqual([self]);
  });

  test("end after ten links, where each has another", () => {
    const endless: object = {
      get cause(): unknown {
        return Object.create(this) as unknown;
      },
    };
    expect(causesOf(endless)).toHaveLength(10);
  });

  test("end where a cause cannot be read", () => {
    const hostile = Object.defineProperty(new Error("hostile"), "cause", { get: fail });
    const outer = new Error("outer", { cause: hostile });
    expect(causesOf(outer)).toEqual([outer, hostile]);
    const proxy = new Proxy({}, { get: fail });
    expect(causesOf({ cause: proxy })[1]).toBe(proxy);
  });

  test("are of any chain its first ten links, in order", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constant(0).map(() => ({})),
          { minLength: 1, maxLength: 15 },
        ),
        (links) => {
          const chain = causesOf(chainOf(links));
          expect(chain).toHaveLength(Math.min(links.length, 10));
          expect(chain.every((link, index) => link === links[index])).toBe(true);
        },
      ),
    );
  });
});
