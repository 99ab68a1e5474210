import { describe, expect, test } from "vitest";
import { placesText } from "../../src/text/places-text.js";

const regionsOf = (accountId: string, ...regions: readonly string[]): readonly string[] =>
  regions.map((region) => `${accountId} ${region}`);

describe("placesText", () => {
  test.each([
    [["111122223333 us-east-1"], "111122223333 us-east-1"],
    [["111122223333"], "111122223333"],
    [["profile work:eu-west-1"], "profile work:eu-west-1"],
    [["profile work:eu-west-1", "profile home:eu-west-1"], "profile work:eu-west-1 and 1 more"],
    [["111122223333", "444455556666"], "111122223333 and 1 more"],
    [regionsOf("111122223333", "a", "b"), "111122223333 a, b"],
    [regionsOf("111122223333", "a", "b", "c", "d", "e"), "111122223333 a, b, c, d, e"],
    [regionsOf("111122223333", "a", "b", "c", "d", "e", "f"), "111122223333 a and 5 more"],
  ])("%j is %s", (places, text) => {
    expect(placesText(places)).toBe(text);
  });

  test("names all regions of the first account if they are few, and counts the places of others", () => {
    const mine = regionsOf("444455556666", "us-east-1", "eu-west-1");
    const others = regionsOf("111122223333", ...Array.from({ length: 1_200 }, (_, index) => `region-${index}`));
    expect(placesText([...mine.slice(0, 1), ...others, ...mine.slice(1)])).toBe(
      "444455556666 us-east-1, eu-west-1 and 1,200 more",
    );
  });

  test("has no control characters", () => {
    expect(placesText(["profile a\u001B[31m:us-east-1", "profile b:us-east-1"])).not.toMatch(/\p{Cc}/u);
  });
});
