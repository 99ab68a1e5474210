import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readAccountsFile } from "../../src/targets/accounts-file.js";
import { isTargetOptionsError } from "../../src/targets/target-options-error.js";
import { temporaryFolder } from "../support/temporary-folder.js";

function file(text: string): string {
  const path = join(temporaryFolder(), "accounts.txt");
  writeFileSync(path, text);
  return path;
}

async function refusal(path: string): Promise<string> {
  const error: unknown = await readAccountsFile(path).catch((thrown: unknown) => thrown);
  return isTargetOptionsError(error) ? error.message : `no TargetOptionsError: ${String(error)}`;
}

describe("readAccountsFile", () => {
  test("takes ids, names after a comma, comments and blank lines", async () => {
    const text =
      "# all of ours\n\n111122223333\n  000000000042 , Team #1, Berlin  # moved\n\t#444455556666\n222233334444,\n";
    expect(await readAccountsFile(file(text))).toEqual([
      { accountId: "111122223333", accountName: undefined, line: 3 },
      { accountId: "000000000042", accountName: "Team", line: 4 },
      { accountId: "222233334444", accountName: undefined, line: 6 },
    ]);
  });

  test("keeps a comma and a # within a name", async () => {
    expect(await readAccountsFile(file("111122223333,Berlin, C#"))).toMatchObject([{ accountName: "Berlin, C#" }]);
  });

  test.each(["\r\n", "\r"])("takes the line ends %j, and a byte order mark", async (end) => {
    const accounts = await readAccountsFile(file(`\uFEFF111122223333${end}222233334444${end}`));
    expect(accounts.map(({ accountId, line }) => [accountId, line])).toEqual([
      ["111122223333", 1],
      ["222233334444", 2],
    ]);
  });

  test("takes an account that is named twice once, with its first name", async () => {
    const accounts = await readAccountsFile(file("111122223333,first\n222233334444\n111122223333,second\n"));
    expect(accounts.map(({ accountName }) => accountName)).toEqual(["first", undefined]);
  });

  test.each([
    ["an id with too few digits", "111122223333\n11122223333\n", 2, "11122223333"],
    ["an id with dashes", "1111-2222-3333", 1, "1111-2222-3333"],
    ["a name without an id", "# ours\n,sandbox", 2, ""],
    ["control characters", "\u001B[31m111122223333", 1, "[31m111122223333"],
    ["a line that may hold a secret", "aws_secret_access_key = wJalrXUtnFEMI", 1, "aws_secret_access_ke..."],
  ])("refuses %s with the line's number and its beginning", async (_, text, line, value) => {
    const path = file(text);
    expect(await refusal(path)).toBe(
      `${path}, line ${line}: "${value}" is no account id; it has twelve digits, leading zeros included`,
    );
  });

  test("refuses a file without accounts, and one that is not there", async () => {
    const path = file("# none yet\n");
    expect(await refusal(path)).toBe(`${path} names no account; write an id of twelve digits in each line`);
    expect(await refusal("/nowhere/a.txt")).toBe(
      "the accounts cannot be read from /nowhere/a.txt: there is no such file",
    );
    const folder = temporaryFolder();
    expect(await refusal(folder)).toBe(`the accounts cannot be read from ${folder}: it is a folder`);
  });
});
