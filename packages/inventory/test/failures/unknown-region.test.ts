import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { customLabelsRegions } from "../../src/failures/custom-labels-regions.js";
import { unknownRegion } from "../../src/failures/unknown-region.js";

describe("unknownRegion", () => {
  test.each([...customLabelsRegions, "sa-east-1", "eu-north-1", "us-gov-west-1", "cn-north-1", "us-iso-east-1"])(
    "knows %s",
    (region) => {
      expect(unknownRegion(region)).toBeUndefined();
    },
  );

  test.each([
    ["eu-wst-1", "did you mean eu-west-1?"],
    ["us-eats-1", "did you mean us-east-1?"],
    ["us-esat-2", "did you mean us-east-2?"],
    ["us-west-11", "did you mean us-west-1?"],
    ["eu-west-9", "did you mean eu-west-1, eu-west-2 or eu-west-3?"],
    ["us-xest-1", "did you mean us-west-1?"],
    ["us-st-2", "did you mean us-east-2 or us-west-2?"],
    ["xx-nowhere-1", "check its name"],
  ])("says of %s: %s", (region, remedy) => {
    expect(unknownRegion(region)).toEqual({
      message: `no region of AWS is called ${region}, as far as this version knows`,
      remedy,
    });
  });

  test("finds a region again that has one letter too few or too many, or two exchanged", () => {
    const misspelt = fc
      .tuple(fc.constantFrom(...customLabelsRegions), fc.nat(), fc.constantFrom("drop", "double", "exchange"))
      .map(([region, at, mistake]) => [region, withMistake(region, at % (region.length - 1), mistake)] as const)
      .filter(([, name]) => unknownRegion(name) !== undefined);
    fc.assert(
      fc.property(misspelt, ([region, name]) => {
        expect(unknownRegion(name)?.remedy).toContain(region);
      }),
    );
  });
});

function withMistake(region: string, at: number, mistake: string): string {
  const [one = "", other = ""] = region.slice(at);
  const changed = mistake === "drop" ? other : mistake === "double" ? `${one}${one}${other}` : `${other}${one}`;
  return `${region.slice(0, at)}${changed}${region.slice(at + 2)}`;
}
