import { expect, test } from "vitest";
import { CrawlTally } from "../../src/progress/crawl-progress.js";
import { dataset, end, project, run, step, target, version } from "../support/steps.js";

test("counts targets, pages and records as they come", () => {
  const tally = new CrawlTally(["projects", "versions"]);
  const invalid = { error: "no", problems: [], raw: {} };
  const records = [project("one", { datasets: [dataset("one", "train")] }), project("two")];
  const error = { name: "E", message: "no" };
  for (const each of [
    run(),
    target(),
    target(),
    step({ records, invalid: [invalid], throttles: 2 }),
    step({ operation: "DescribeProjectVersions", parentArn: "arn", records: [version("one", "v1")] }),
    step({ outcome: "denied", error }),
    step({ outcome: "gone", error }),
    end,
  ]) {
    tally.add(each);
  }
  expect(tally.progress).toEqual({
    targets: 1,
    pages: 2,
    projects: 2,
    datasets: 1,
    versions: 1,
    entries: 0,
    invalid: 1,
    throttles: 2,
    incomplete: 1,
    // The list of projects, that of the versions of each, and the tags of a version; three have ended.
    walks: { known: 4, ended: 2 },
    open: [
      { target: "111122223333:eu-west-1", where: "111122223333 eu-west-1", pages: 2, walks: { known: 4, ended: 2 } },
    ],
    waiting: undefined,
  });
});

test("says why it waits, until there is a page", () => {
  const tally = new CrawlTally(["projects", "versions"]);
  const refused = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:9"), { code: "ECONNREFUSED" });
  tally.wait(refused);
  expect(tally.progress.waiting).toBe("nothing answers at 127.0.0.1:9");
  tally.add(target());
  expect(tally.progress.waiting).toBe("nothing answers at 127.0.0.1:9");
  tally.add(step());
  expect(tally.progress.waiting).toBe(undefined);
});

test("has no walk of an account that is not asked, and none of what is done", () => {
  const tally = new CrawlTally(["projects"]);
  tally.add(target({ target: "shut", accountId: "444455556666", outcome: "suspended" }));
  tally.add(target());
  expect(tally.progress.open).toEqual([
    { target: "111122223333:eu-west-1", where: "111122223333 eu-west-1", pages: 0, walks: { known: 1, ended: 0 } },
  ]);
  tally.add(step({ outcome: "complete" }));
  expect(tally.progress).toMatchObject({ targets: 2, walks: { known: 1, ended: 1 }, open: [] });
});
