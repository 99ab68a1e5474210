import { map, of, share } from "rxjs";
import { describe, expect, test } from "vitest";
import { isListing } from "../../src/listing/is-listing.js";
import { paginate$ } from "../../src/listing/paginate.js";
import { withPerRequest } from "../../src/listing/with-per-request.js";
import { secondCopy } from "../support/second-copy.js";
import { ListThingsCommand, pagesOf, settle, type ThingsPage } from "../support/things.js";
import { watch } from "../support/watch.js";

const ABC = [["a"], ["b"], ["c"]];
const thingsIn = (seen: readonly unknown[]): unknown[] => seen.map((page) => (page as ThingsPage).Things ?? page);

describe("isListing", () => {
  const listing = paginate$({ client: pagesOf(ABC).client }, ListThingsCommand);

  test("knows a listing, a resumed one, and one with a perRequest more", () => {
    expect(isListing(listing)).toBe(true);
    expect(isListing(listing.resumeFrom("1"))).toBe(true);
    expect(isListing(withPerRequest(listing, (page$) => page$))).toBe(true);
  });

  test("knows nothing else for one", () => {
    const others = [
      of(1),
      listing.pipe(map((page) => page)),
      listing.pipe(share()),
      {},
      [],
      null,
      undefined,
      "listing",
    ];
    expect(others.filter((other) => isListing(other))).toEqual([]);
  });

  test("knows the listing of another copy of the package", async () => {
    const copy = await secondCopy();
    const foreign = copy.paginate$({ client: pagesOf(ABC).client }, ListThingsCommand);
    expect(foreign.constructor).not.toBe(listing.constructor);
    expect(isListing(foreign)).toBe(true);
    expect(copy.isListing(listing)).toBe(true);
  });
});

describe("withPerRequest", () => {
  test("wraps every request once more, outside the listing's own perRequest", async () => {
    const calls: string[] = [];
    const note =
      (name: string) =>
      <T>(page$: T, { index }: { index: number }): T => {
        calls.push(`${name} ${index}`);
        return page$;
      };
    const listing = paginate$({ client: pagesOf([["a"], ["b"]]).client, perRequest: note("own") }, ListThingsCommand);
    const { seen } = watch(withPerRequest(withPerRequest(listing, note("first")), note("second")));
    await settle();
    expect(thingsIn(seen)).toEqual([["a"], ["b"], "complete"]);
    expect(calls).toEqual(["own 0", "first 0", "second 0", "own 1", "first 1", "second 1"]);
  });

  test("leaves the listing as it was", async () => {
    let calls = 0;
    const listing = paginate$({ client: pagesOf(ABC).client }, ListThingsCommand);
    withPerRequest(listing, (page$) => {
      calls += 1;
      return page$;
    });
    watch(listing);
    await settle();
    expect(calls).toBe(0);
  });

  test("works for pulls, and for a walk that resumes", async () => {
    const listing = withPerRequest(paginate$({ client: pagesOf(ABC).client }, ListThingsCommand), (page$) =>
      page$.pipe(map((page) => ({ ...page, Things: page.Things?.map((name) => name.toUpperCase()) ?? [] }))),
    );
    const pulled: unknown[] = [];
    for await (const page of listing.resumeFrom("1")) {
      pulled.push(page.Things);
    }
    expect(pulled).toEqual([["B"], ["C"]]);
  });

  test("works on the listing of another copy of the package", async () => {
    const copy = await secondCopy();
    let wrapped = 0;
    const foreign = copy.paginate$({ client: pagesOf(ABC).client }, ListThingsCommand);
    const { seen } = watch(
      withPerRequest(foreign, (page$) => {
        wrapped += 1;
        return page$;
      }),
    );
    await settle();
    expect({ wrapped, seen: thingsIn(seen) }).toEqual({ wrapped: 3, seen: [...ABC, "complete"] });
  });
});
