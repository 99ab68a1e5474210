import { describe, expect, test } from "vitest";
import { Collisions } from "../../../src/limit/stages/collisions.js";
import type { Sent } from "../../../src/limit/traffic.js";
import { Drive } from "../support/drive.js";

const issue = ({ now, traffic }: Drive): Sent => traffic.issue(now, 0, 100);

describe("collisions", () => {
  test("a refusal says that the quota is used up, if one was served since the last collision", () => {
    const drive = new Drive();
    const collisions = new Collisions(drive.traffic, 0);
    drive.servePast(3);
    expect(collisions.served).toBe(3);
    expect(collisions.judge(issue(drive))).toBe("used up");
    collisions.decided();
    drive.servePast(1);
    expect(collisions.served).toBe(1);
    expect(collisions.judge(issue(drive))).toBe("used up");
  });

  test("it says that everything is refused, if none was", () => {
    const drive = new Drive();
    drive.servePast(3);
    const collisions = new Collisions(drive.traffic, drive.traffic.served);
    expect(collisions.served).toBe(0);
    expect(collisions.judge(issue(drive))).toBe("everything");
    drive.servePast(1);
    expect(collisions.judge(issue(drive))).toBe("used up");
    collisions.decided();
    expect(collisions.judge(issue(drive))).toBe("everything");
  });

  test("who counts fewer than any as served before all takes the first for one in which the quota is used up", () => {
    const drive = new Drive();
    const collisions = new Collisions(drive.traffic, -1);
    expect(collisions.judge(issue(drive))).toBe("used up");
    collisions.decided();
    expect(collisions.judge(issue(drive))).toBe("everything");
  });

  test("of a request that was sent before the last was decided on, a refusal says nothing new", () => {
    const drive = new Drive();
    const before = issue(drive);
    const collisions = new Collisions(drive.traffic, 0);
    const first = issue(drive);
    const last = issue(drive);
    expect([before, first, last].map((sent) => collisions.isNew(sent))).toEqual([false, true, true]);
    drive.servePast(1);
    expect(collisions.judge(before)).toBe("known");
    expect(collisions.judge(last)).toBe("used up");
    collisions.decided();
    const next = issue(drive);
    expect([first, last, next].map((sent) => collisions.isNew(sent))).toEqual([false, false, true]);
    expect(collisions.judge(last)).toBe("known");
  });

  test("unless it is the fifth in a row: then everything is refused", () => {
    const drive = new Drive();
    const sent = issue(drive);
    const collisions = new Collisions(drive.traffic, 0);
    const judged = Array.from({ length: 6 }, () => {
      drive.traffic.refuse(sent);
      return collisions.judge(sent);
    });
    expect(judged).toEqual(["known", "known", "known", "known", "everything", "everything"]);
    drive.servePast(1);
    drive.traffic.refuse(sent);
    expect(collisions.judge(sent)).toBe("known");
  });

  test.each([
    [0.05, 1],
    [0.1, 1],
    [0.3, 2],
    [0.5, 4],
    [0.9, 11],
  ])(
    "where %d of all were refused lately, it takes %i in a row beyond the first to say that everything is",
    (share, enough) => {
      const drive = new Drive();
      drive.traffic.collisionShare = share;
      const collisions = new Collisions(drive.traffic, 0);
      drive.servePast(1);
      drive.traffic.collisionShare = share;
      const judged = Array.from({ length: enough + 1 }, () => {
        const verdict = collisions.judge(issue(drive));
        collisions.decided();
        return verdict;
      });
      expect(judged).toEqual([...judged.slice(1).map(() => "used up"), "everything"]);
    },
  );

  test("it counts what was refused before it began to look, and then what was refused lately", () => {
    const drive = new Drive();
    drive.servePast(1);
    drive.traffic.collisionShare = 0.5;
    const collisions = new Collisions(drive.traffic, drive.traffic.served);
    const vain = (): number => {
      let count = 1;
      for (; collisions.judge(issue(drive)) === "used up"; count += 1) {
        collisions.decided();
      }
      return count;
    };
    expect(vain()).toBe(4);
    drive.servePast(1);
    drive.traffic.collisionShare = 0;
    expect(vain()).toBe(2);
  });

  test("and as many more in a row of those that were sent before", () => {
    const drive = new Drive();
    drive.traffic.collisionShare = 0.5;
    const sent = issue(drive);
    const collisions = new Collisions(drive.traffic, 0);
    const judged = Array.from({ length: 9 }, () => {
      drive.traffic.refuse(sent);
      return collisions.judge(sent);
    });
    expect(judged.indexOf("everything")).toBe(7);
  });

  test("what is refused in a row in an outage does not count as refused in any case, until one is served", () => {
    const drive = new Drive();
    const collisions = new Collisions(drive.traffic, 0);
    const inARow = (): number => {
      let collided = 0;
      for (drive.servePast(1); collisions.judge(issue(drive)) === "used up"; collided += 1) {
        collisions.decided();
      }
      collisions.decided();
      return collided;
    };
    expect(inARow()).toBe(1);
    expect(drive.traffic.collisionShare).toBeGreaterThan(0.09);
    drive.servePast(30);
    expect(drive.traffic.collisionShare).toBeLessThan(0.03);
    expect(inARow()).toBe(1);
  });
});
