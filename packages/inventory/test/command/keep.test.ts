import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type CommandFolder, commandFolder } from "../support/command-folder.js";
import { postgresForTests } from "../support/postgres.js";
import { smallAccount } from "../support/small-account.js";

const EXPORT = ["export", "--quiet", "--rate", "1000"];

const postgres = postgresForTests();

/** Exports, which succeeds, and gives the journal of the run. */
async function exported({ run, journals }: CommandFolder, ...more: readonly string[]): Promise<string> {
  const before = journalsIn(journals);
  expect(await run([...EXPORT, ...more])).toEqual({ code: 0, stdout: "", stderr: "" });
  const [added = "", ...others] = journals().filter((journal) => !before.includes(journal));
  expect([added, others]).toEqual([expect.stringMatching(/\.journal$/), []]);
  return added;
}

/** Before the first run there is no folder for them. */
function journalsIn(journals: CommandFolder["journals"]): readonly string[] {
  try {
    return journals();
  } catch {
    return [];
  }
}

describe("--keep of export", () => {
  test("keeps the journals of the newest runs, on the command line and in a file of options", async () => {
    const folder = await commandFolder({ account: smallAccount });
    await exported(folder);
    const second = await exported(folder);
    const third = await exported(folder, "--keep", "2");
    expect(folder.journals()).toEqual([second, third]);
    writeFileSync(join(folder.cwd, "inventory.json"), '{"keep": 1}');
    const fourth = await exported(folder, "--config", "inventory.json");
    expect(folder.journals()).toEqual([fourth]);
  });

  test("removes nothing without it, and nothing by a run that reads nothing", async () => {
    let isDenied = false;
    const folder = await commandFolder({
      account: smallAccount,
      faults: () => (isDenied ? { type: "exception", name: "AccessDeniedException" } : undefined),
    });
    const runs = [await exported(folder), await exported(folder), await exported(folder)];
    isDenied = true;
    expect((await folder.run([...EXPORT, "--keep", "1"])).code).toBe(1);
    expect(folder.journals()).toEqual(runs);
  });

  test("keeps runs that can be resumed, in addition to the finished ones", async () => {
    let isHanging = true;
    const folder = await commandFolder({
      account: smallAccount,
      faults: ({ operation }) => (isHanging && operation === "DescribeDataset" ? { type: "hang" } : undefined),
    });
    const cutOff = await folder.run([...EXPORT, "--depth", "datasets", "--timeout", "3", "--keep", "1"]);
    expect(cutOff.code).toBe(3);
    const [unfinished = ""] = folder.journals();
    isHanging = false;
    const first = await exported(folder, "--keep", "1");
    expect(folder.journals()).toEqual([unfinished, first]);
    const second = await exported(folder, "--keep", "1");
    expect(folder.journals()).toEqual([unfinished, second]);
    const resumed = ["resume", unfinished, "--quiet"];
    // It is older than the newest, and is kept all the same: it was just asked for.
    expect((await folder.run([...resumed, "--keep", "1"])).code).toBe(0);
    expect(folder.journals()).toEqual([unfinished, second]);
    const third = await exported(folder, "--keep", "1");
    expect(folder.journals()).toEqual([third]);
  });

  test("keeps the journal of the run itself, whatever its name", async () => {
    const folder = await commandFolder({ account: smallAccount });
    await exported(folder);
    const newest = await exported(folder);
    const named = await exported(folder, "--keep", "1", "--journal", "out/runs/0.journal");
    expect(folder.journals()).toEqual([named, newest]);
  });

  test("needs no folder of runs, and is refused where there can be none", async () => {
    const folder = await commandFolder({ account: smallAccount });
    const elsewhere = ["--keep", "2", "--journal", "run.journal"];
    expect(await folder.run([...EXPORT, ...elsewhere])).toEqual({ code: 0, stdout: "", stderr: "" });
    const refused = {
      code: 2,
      stdout: "",
      stderr:
        "rekognition-inventory: --keep removes old journals from OUT/runs, and --out - is no folder; give a folder with --out, or leave --keep out\n",
    };
    expect(await folder.run([...EXPORT, ...elsewhere, "--out", "-"])).toEqual(refused);
    expect(await folder.run(["resume", "run.journal", "--out", "-", "--keep", "2"])).toEqual(refused);
  });

  test("works for a run that is shared out, too", async () => {
    const folder = await commandFolder({ account: smallAccount });
    const sweep = ["--sweep", await postgres.database(), "--keep", "2"];
    await exported(folder, ...sweep);
    const second = await exported(folder, ...sweep);
    const third = await exported(folder, ...sweep);
    expect(folder.journals()).toEqual([second, third]);
  });
});
