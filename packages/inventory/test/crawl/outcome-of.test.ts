import { describe, expect, test } from "vitest";
import { outcomeOf } from "../../src/crawl/outcome-of.js";

describe("a walk that is denied", () => {
  const denial = Object.assign(new Error("no"), { name: "AccessDeniedException" });

  test.each([
    ["where Custom Labels is offered", "us-east-1", "denied"],
    ["where it is not offered", "sa-east-1", "unsupported"],
    // It may be misspelt, or new.
    ["in a region that is not known", "eu-wst-1", "denied"],
  ])("%s (%s) is %s", (_, region, outcome) => {
    expect(outcomeOf(denial, { region, parentArn: null, pages: 0 })).toBe(outcome);
  });
});
