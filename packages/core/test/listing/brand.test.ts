import { describe, expect, test } from "vitest";
import * as one from "../../src/index.js";
import { secondCopy } from "./support/second-copy.js";
test("x", async () => {
  const two = await secondCopy();
  expect(two.ListingError).not.toBe(one.ListingError);
  const e = new two.ListingError({ operation: "x", cause: 1, resumeToken: undefined, pagesDelivered: 0 });
  expect(one.isListingError(e)).toBe(true);
  expect(e instanceof one.ListingError).toBe(false);
});
