import type { AccountSeed } from "@rekognition-rx/emulator";
import { describe, expect, test } from "vitest";
import { commandFolder } from "../support/command-folder.js";

const account: AccountSeed = {
  accountId: "111122223333",
  region: "us-east-1",
  projects: [
    {
      name: "shop",
      versions: [
        { name: "shop.v1", status: "RUNNING", minInferenceUnits: 2, maxInferenceUnits: 3 },
        { name: "second", status: "STARTING" },
        { name: "third", status: "STOPPED" },
      ],
    },
  ],
};

const EXPORT = ["--depth", "versions", "--quiet", "--rate", "1000"];

describe("cost", () => {
  test("says what the models of a run cost that run, the dearest first", async () => {
    const folder = await commandFolder({ account });
    expect((await folder.run(EXPORT)).code).toBe(0);
    const { code, stdout, stderr } = await folder.start(["cost"]).finished;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.replaceAll(/\d{8}T\d{6}Z-\w{4}/g, "RUN").replace(/as of .* UTC/, "as of NOW")).toBe(`\
$8,760 to $11,680 a month for 2 models that run or start
as of NOW, by the run RUN

           A month     So far   Units  Model
  $5,840 to $8,760  not known  2 to 3  shop.v1
                                       111122223333 us-east-1
            $2,920  not known       1  shop second
                                       111122223333 us-east-1, starting

1 of them run: $5,840 to $8,760 a month; 1 only start: $2,920, as soon as
  they run. A start takes half an hour: the next run reports models that start
  for longer
since when 2 models run or start is not known; export with --depth
  versions,usage, or again later
training, in all: $3.00 for 3 hours

Prices per inference unit and hour: us-east-1 $4.00; the list is of 2026-11,
  from https://aws.amazon.com/rekognition/pricing/. A month is 730 hours.
`);
  });

  test("is JSON for a program, by the prices that it is given", async () => {
    const folder = await commandFolder({ account });
    await folder.run(EXPORT);
    const { code, stdout } = await folder.run(["cost", "out", "--json", "--price", "us-east-1=1"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      at_least: false,
      currency: "USD",
      monthly: { least: 2_190, most: 2_920 },
      running: [
        {
          name: "shop.v1",
          status: "RUNNING",
          units: { least: 2, most: 3 },
          monthly: { least: 1_460, most: 2_190 },
          so_far: null,
        },
        { name: "second", status: "STARTING", monthly: { least: 730, most: 730 } },
      ],
      running_count: 2,
      unpriced: {},
      prices: { inference_unit_hour: { "us-east-1": 1 }, given: ["us-east-1"] },
    });
  });

  test("is at least, and 3, where not everything could be read; of models that nobody asked for it is nothing, and 1", async () => {
    const folder = await commandFolder({ account, denied: [{ operation: "ListTagsForResource" }] });
    await folder.run(EXPORT);
    const { code, stdout } = await folder.run(["cost"]);
    expect(code).toBe(3);
    expect(stdout).toMatch(/^at least \$8,760 to \$11,680 a month/);
    expect(stdout).toMatch(
      /\nNot complete\n {2}denied ListTagsForResource \(\d times\) in 111122223333 us-east-1: AWS/,
    );

    await folder.run(["--quiet"]);
    const [, second = ""] = folder.journals();
    expect(await folder.run(["cost"])).toEqual({
      code: 1,
      stdout: "",
      stderr: `rekognition-inventory: ${second} did not ask for models; export with --depth projects,versions (add usage to learn since when they run)\n`,
    });
  });
});
