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
  const where = ["--organization", "--region", "us-east-1,eu-west-1", "--endpoint-url", emulator.url];
  return ["export", ...where, "--depth", "all", "--rate", "200", "--quiet", ...more];
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
});
