import { expect, test } from "vitest";
import { commandFolder } from "../support/command-folder.js";

test("accounts without projects are a good run, which says where there is nothing", async () => {
  const { run, rows } = await commandFolder();
  const { code, stdout, stderr } = await run(["--region", "us-east-1,eu-west-1"]);
  expect({ code, stderr, rows: rows() }).toEqual({ code: 0, stderr: "", rows: [] });
  expect(stdout).toContain("Nothing there\n  111122223333 us-east-1\n  111122223333 eu-west-1\n");
});
