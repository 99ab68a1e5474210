import { join } from "node:path";
import { createEmulator, type Emulator, lifelikeOrganization } from "@rekognition-rx/emulator";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { postgresForTests } from "../../inventory/test/support/postgres.js";
import { runCommand, type RunningCommand } from "../../inventory/test/support/run-command.js";
import { temporaryFolder } from "../../inventory/test/support/temporary-folder.js";
import { sweptTables } from "./support/swept-tables.js";

const postgres = postgresForTests();
let emulator: Emulator;

beforeAll(async () => {
  emulator = await createEmulator({ ...lifelikeOrganization({ accounts: 3, projects: 4 }), latency: 5 });
});

afterAll(() => emulator.close());

/** A folder, and the command in it. */
function place(): { readonly out: string; readonly run: (...args: readonly string[]) => RunningCommand } {
  const cwd = temporaryFolder();
  const env = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "secret", AWS_REGION: "us-east-1" };
  return { out: join(cwd, "out"), run: (...args) => runCommand(args, { cwd, env }) };
}

function exported(...more: readonly string[]): readonly string[] {
  return exportedAt("200", ...more);
}

function exportedAt(rate: string, ...more: readonly string[]): readonly string[] {
  const where = ["--organization", "--region", "us-east-1,eu-west-1", "--endpoint-url", emulator.url];
  return ["export", ...where, "--depth", "all", "--rate", rate, "--quiet", ...more];
}

describe("a run that is shared out", () => {
  test("has the rows of a run of one process, and a journal that every command reads", async () => {
    const alone = place();
    const shared = place();
    const database = await postgres.database();
    const [one, swept] = await Promise.all([
      alone.run(...exported()).finished,
      shared.run(...exported("--sweep", database)).finished,
    ]);
    expect({ code: swept.code, stderr: swept.stderr.replace(/[^ ]+\.journal/, "") }).toEqual({
      code: one.code,
      stderr: one.stderr.replace(/[^ ]+\.journal/, ""),
    });
    expect(sweptTables(shared.out)).toEqual(sweptTables(alone.out));
    const { code, stdout } = await shared.run("status", "--sweep", database).finished;
    expect(code).toBe(0);
    expect(stdout).toContain("ended at");
    const cost = await shared.run("cost").finished;
    expect(cost.stdout).toContain("USD");
  });

  test("that did not come to its end in time is gone on with by the same command: others may be at work on it", async () => {
    const { run } = place();
    const database = await postgres.database();
    const { code, stderr } = await run(...exportedAt("1", "--sweep", database, "--timeout", "3")).finished;
    expect(code).toBe(3);
    expect(stderr).toContain("stopped after 3 s, as --timeout says; the same command joins the run again");
    expect(stderr).not.toContain("resume");
  });

  test("is not begun where its files cannot be written", async () => {
    const { run } = place();
    const database = await postgres.database();
    const { code, stderr } = await run(...exported("--sweep", database, "--out", "/dev/null/out")).finished;
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^rekognition-inventory: cannot write \/dev\/null\/out\/runs: .*; choose another folder with --out\n$/,
    );
    expect((await run("status", "--sweep", database).finished).stderr).toContain(
      "there is no run in this database yet",
    );
  });
});
