import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/doctor/finding.js";
import { commandFolder } from "../support/command-folder.js";
import { smallAccount } from "../support/small-account.js";

const UNKNOWN = "no region of AWS is called eu-wst-1, as far as this version knows; did you mean eu-west-1?";

describe("the name of a region that is not known", () => {
  test("is a warning before the run, which asks it all the same and is not complete", async () => {
    const { run, rows } = await commandFolder({ account: smallAccount });
    const { code, stdout, stderr } = await run(["--region", "us-east-1,eu-wst-1", "--quiet"]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr.split("\n")[0]).toBe(`rekognition-inventory: --region: ${UNKNOWN}`);
    expect(rows("out/ledger.ndjson")).toContainEqual(
      expect.objectContaining({
        region: "eu-wst-1",
        operation: "DescribeProjects",
        outcome: "denied",
        error: expect.stringMatching(
          /^AccessDeniedException: AWS denied .* in eu-wst-1 \(.*\), and no region of AWS is called eu-wst-1, /,
        ) as string,
      }),
    );
  });

  test("is no warning where Custom Labels is only not offered", async () => {
    const { run } = await commandFolder({ account: smallAccount });
    expect(await run(["--region", "us-east-1,sa-east-1", "--price", "sa-east-1=4", "--quiet"])).toEqual({
      code: 0,
      stdout: "",
      stderr: "",
    });
  });

  test("is a warning in a price, too, wherever a price is given", async () => {
    const { run } = await commandFolder({ account: smallAccount });
    const price = ["--price", "eu-wst-1=4,eu-west-1=4"];
    const stderr = `rekognition-inventory: --price: ${UNKNOWN}\n`;
    expect(await run(["--depth", "versions", "--quiet", ...price])).toEqual({ code: 0, stdout: "", stderr });
    expect(await run(["views", "--quiet", ...price])).toEqual({ code: 0, stdout: "", stderr });
    expect(await run(["cost", "--json", ...price])).toMatchObject({ code: 0, stderr });
  });

  test("is found in a file of options, and is a line of JSON with --json", async () => {
    const { start, cwd } = await commandFolder({ account: smallAccount });
    writeFileSync(join(cwd, "options.json"), JSON.stringify({ price: { "eu-wst-1": 4 } }));
    const { code, stderr } = await start(["--config", "options.json", "--json"]).finished;
    expect(code).toBe(0);
    const [first = ""] = stderr.split("\n");
    expect(JSON.parse(first)).toMatchObject({ level: "warn", msg: `--price: ${UNKNOWN}` });
  });

  test("is a warning of doctor, which ends with 3 if nothing can be read there, and with 0 if it can", async () => {
    const { run } = await commandFolder({ account: smallAccount });
    const { code, stdout, stderr } = await run(["doctor", "--region", "eu-wst-1", "--json"]);
    expect({ code, stderr }).toEqual({ code: 3, stderr: "" });
    const findings = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Finding);
    expect(findings.filter(({ check }) => check === "region")).toEqual([
      {
        check: "region",
        outcome: "warning",
        target: null,
        message: "no region of AWS is called eu-wst-1, as far as this version knows",
        remedy: "did you mean eu-west-1?",
      },
    ]);
    const there = await commandFolder({ account: { ...smallAccount, region: "eu-wst-1" }, regions: ["eu-wst-1"] });
    const allowed = await there.run(["doctor", "--region", "eu-wst-1"]);
    expect({ ...allowed, stdout: "" }).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(allowed.stdout).toContain("warn region  no region of AWS is called eu-wst-1, ");
  });
});
