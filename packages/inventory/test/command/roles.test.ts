import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { commandFolder } from "../support/command-folder.js";
import { smallAccount } from "../support/small-account.js";

const ROLE = ["--accounts", "accounts.txt", "--role-name", "audit/Inventory", "--region", "us-east-1,eu-west-1"];
const OTHER_WORDS = { type: "exception", name: "AccessDeniedException", message: "no" } as const;

describe("a denial in accounts that are entered by a role", () => {
  test("says who needs the permission, in the words of no account, however AWS words it", async () => {
    const { run, cwd } = await commandFolder({
      faults: ({ operation }) => (operation === "DescribeProjects" ? OTHER_WORDS : undefined),
    });
    writeFileSync(join(cwd, "accounts.txt"), "222233334444\n333344445555\n");
    expect(await run(ROLE)).toEqual({
      code: 1,
      stdout: "",
      stderr:
        'rekognition-inventory: nothing could be read in 4 accounts and regions: AWS denied rekognition:DescribeProjects (no); have that action allowed for the role audit/Inventory in each account where it is denied ("rekognition-inventory doctor --policy" prints what)\n',
    });
  });

  test("is one reason, and a denial in the caller's own account another one", async () => {
    const { run, cwd } = await commandFolder({
      faults: ({ operation }) => (operation === "DescribeProjects" ? OTHER_WORDS : undefined),
    });
    writeFileSync(join(cwd, "accounts.txt"), "111122223333\n222233334444\n");
    const { code, stderr } = await run(ROLE);
    expect(code).toBe(1);
    const lines = stderr.replaceAll(/\n {4}/g, " ").split("\n");
    expect(lines).toEqual([
      "rekognition-inventory: nothing could be read",
      expect.stringMatching(
        /^ {2}denied DescribeProjects .* 111122223333 .*allowed for these credentials \(.*\), or choose others with --profile$/,
      ),
      expect.stringMatching(
        /^ {2}denied DescribeProjects .* 222233334444 .*allowed for the role audit\/Inventory in each account where it is denied \(.*\)$/,
      ),
      "",
    ]);
  });

  test("of CloudWatch names the role and the policy, too", async () => {
    const { run, cwd, rows } = await commandFolder({
      account: {
        ...smallAccount,
        accountId: "222233334444",
        projects: [{ name: "parts", versions: [{ name: "one", status: "RUNNING" }] }],
      },
      faults: ({ operation }) => (operation === "GetMetricData" ? OTHER_WORDS : undefined),
    });
    writeFileSync(join(cwd, "accounts.txt"), "222233334444\n");
    expect((await run([...ROLE, "--depth", "usage", "--quiet"])).code).toBe(3);
    expect(rows("out/ledger.ndjson")).toContainEqual(
      expect.objectContaining({
        operation: "GetMetricData",
        outcome: "denied",
        error:
          'AccessDenied: AWS denied cloudwatch:GetMetricData (no); have that action allowed for the role audit/Inventory in each account where it is denied ("rekognition-inventory doctor --policy --depth usage" prints what), or leave usage out of --depth',
      }),
    );
  });

  test("names the role in doctor", async () => {
    const { run, cwd } = await commandFolder({
      faults: ({ operation }) => (operation === "DescribeProjects" ? OTHER_WORDS : undefined),
    });
    writeFileSync(join(cwd, "accounts.txt"), "222233334444\n");
    const { code, stdout } = await run(["doctor", ...ROLE]);
    expect(code).toBe(3);
    expect(stdout.replaceAll(/\s+/g, " ")).toContain(
      "have that action allowed for the role audit/Inventory in each account where it is denied",
    );
  });
});
