import { describe, expect, test } from "vitest";
import { VainSlowdowns } from "../../../src/limit/stages/vain-slowdowns.js";
import { Drive } from "../support/drive.js";

/** How many slowdowns it takes, with so many requests served before each; at most 100 of them. */
function enough(drive: Drive, slowdowns: VainSlowdowns, servedBefore: number): number {
  let count = 1;
  for (drive.servePast(servedBefore); !slowdowns.add() && count < 100; drive.servePast(servedBefore)) {
    count += 1;
  }
  return count;
}

describe("a pace that is lowered in vain", () => {
  test("is lowered fourteen times, with fewer than thirty served between any two", () => {
    for (const served of [0, 1, 29]) {
      const drive = new Drive();
      expect(enough(drive, new VainSlowdowns(drive.traffic), served)).toBe(14);
    }
  });

  test("was held, if thirty are served", () => {
    const drive = new Drive();
    expect(enough(drive, new VainSlowdowns(drive.traffic), 30)).toBe(100);
  });

  test("is known after three, when the quota is measured again; until a pace is held", () => {
    const drive = new Drive();
    const slowdowns = new VainSlowdowns(drive.traffic);
    expect(enough(drive, slowdowns, 1)).toBe(14);
    for (let again = 0; again < 2; again += 1) {
      drive.servePast(100);
      slowdowns.tryAgain();
      expect(enough(drive, slowdowns, 1)).toBe(3);
    }
    slowdowns.tryAgain();
    drive.servePast(30);
    expect(enough(drive, slowdowns, 1)).toBe(14);
  });
});
